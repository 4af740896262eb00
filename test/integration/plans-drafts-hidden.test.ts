import { eq, inArray } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { bumpDataVersion } from '#platform/database/data-version.ts';
import { idOf } from '#platform/database/identifier.ts';
import { modules } from '../../src/app.ts';
import { commitments, plans } from '../../src/modules/plans/schema.ts';
import { createPlan, furnish } from '../support/plans.ts';
import { testSite } from '../support/site.ts';

/*
 * Two drafts: one in a plan that is still being written, one beside a published commitment of a plan under way. All
 * that stands in them has a word that nothing else has. Nothing public may say it, until they are published.
 */

const site = testSite();
const now = new Date('2026-11-20T18:00:00Z');
const institution = 'oaxaca-secretaria-de-salud';
const sign = 'xilocotl';
const other = 'zapamuel';

const draft = {
  title: `${sign} ${other}`,
  problem: `Problema ${sign}`,
  goal: `Logro ${sign}`,
  counterpart: `Colectivo ${sign}`,
  ...({ theme: 'health', lead: institution, startsOn: '2026-02-01', dueOn: '2026-03-01' } as const),
};

const ids = { written: '', beside: '' };
let files: string[] = [];
beforeAll(async () => {
  const { orm } = site.services;
  const first = await createPlan(orm, { state: '25', edition: 1, now }, [
    { ...draft, number: '1', draft: true },
  ]);
  await orm.update(plans).set({ stage: 'co-creation' }).where(eq(plans.id, first.plan));
  const second = await createPlan(orm, { state: '20', edition: 7, now }, [
    { number: '1', title: 'Padrón a la vista', lead: institution, dueOn: '2026-03-01' },
    { ...draft, number: '2', draft: true },
  ]);
  ids.written = first.ids[0] ?? '';
  ids.beside = second.ids[1] ?? '';
  files = await Promise.all(
    Object.values(ids).map(async (id) => {
      const { file } = await furnish(orm, id, now);
      return `/compromisos/${id}/evidencias/${file}`;
    }),
  );
  await bumpDataVersion(orm);
  await site.services.dataVersion.refresh();
});

/** Everything public that could tell of a commitment, in both languages where it has two. */
async function publicAddresses(): Promise<string[]> {
  const filled = modules
    .flatMap(({ pages }) => pages)
    .filter(({ access }) => access === 'public')
    .flatMap(({ path }) =>
      [
        { state: 'oaxaca', edition: '7' },
        { state: 'sinaloa', edition: '1' },
      ].map(({ state, edition }) =>
        path
          .replace(/^(\/planes|\/entidades)\/:slug/, `$1/${state}`)
          .replace(/^\/instituciones\/:slug/, `/instituciones/${institution}`)
          .replace(/:edition\{[^}]*\}/, edition),
      ),
    )
    .filter((path) => !/[:*]/.test(path));
  const siteMaps = [
    ...(await (await site.get('/sitemap.xml')).text()).matchAll(/<loc>https?:\/\/[^/]+([^<]+)/g),
  ];
  const spanish = [
    ...new Set(filled),
    ...[
      `/buscar?q=${other}`,
      `/compromisos?q=${other}`,
      `/compromisos.csv?q=${other}`,
      '/compromisos?tema=salud',
    ],
    ...['/compromisos?plazo=vencido', `/compromisos?institucion=${institution}`, '/avisos.atom'],
    ...['plan', 'planes', 'entidad/20', 'entidad/25', `institucion/${institution}`].map(
      (topic) => `/avisos/${topic}.atom`,
    ),
    `/avisos/plan/${idOf('test plan 20 7')}.atom`,
    `/avisos/plan/${idOf('test plan 25 1')}.atom`,
  ];
  return [
    ...spanish,
    ...spanish
      .filter((path) => path.startsWith('/planes') || path.startsWith('/compromisos'))
      .map((path) => `/en${path}`),
    ...siteMaps.map(([, path = '']) => path),
    ...[
      `/api/v1/commitments?q=${other}`,
      '/api/v1/commitments?state=25',
      '/api/v1/plans',
      '/api/v1/secretariats',
    ],
    ...['/api/v1/commitments?state=20&limit=100', `/api/v1/commitments?institution=${institution}`],
  ];
}

/** Where somebody who looks for the drafts finds them. */
async function telling(): Promise<string[]> {
  const found: string[] = [];
  const addresses = await publicAddresses();
  expect(addresses.length).toBeGreaterThan(120);
  for (const path of addresses) {
    const response = await site.get(path);
    expect(response.status, path).toBeLessThan(500);
    const text = await response.text();
    if (text.includes(sign) || Object.values(ids).some((id) => text.includes(id))) found.push(path);
  }
  return found;
}

/** The addresses of the drafts themselves. */
const own = () => [
  ...Object.values(ids).flatMap((id) => [
    ...[`/compromisos/${id}`, `/en/compromisos/${id}`, `/compromisos/${id}/vencimientos.ics`],
    ...[`/api/v1/commitments/${id}`, `/avisos/compromiso/${id}.atom`],
  ]),
  ...files,
];

const counted = async () => {
  const rows = JSON.parse(await (await site.get('/planes.json')).text()) as Record<string, unknown>[];
  return ['20', '25'].map((state) => rows.find(({ clave }) => clave === state)?.compromisos);
};

describe('a draft', () => {
  it('stands on no public page, in no file, feed, calendar or answer', async () => {
    expect(await telling()).toEqual([]);
  });

  it('is not there for whoever knows its address', async () => {
    for (const path of own()) {
      const response = await site.get(path);
      expect(response.status, path).toBe(404);
      expect(await response.text(), path).not.toContain(sign);
    }
  });

  it('counts nowhere', async () => {
    // Oaxaca's six of 2016 and the published one.
    expect(await counted()).toEqual([7, 0]);
    const answer = await (await site.get(`/api/v1/commitments?q=${other}`)).json();
    expect(answer).toMatchObject({ total: 0, items: [] });
  });

  it('leaves the page of its plan to say that it is being written, and in which stage it is', async () => {
    const text = await site.page('/planes/sinaloa/1');
    expect(text).toContain('Este plan se está escribiendo');
    expect(text).toContain('Cocreación');
    expect(await site.page('/en/planes/sinaloa/1')).toContain('This plan is being written');
    expect(await site.page('/planes/oaxaca/7')).not.toContain('se está escribiendo');
  });

  it('is everywhere once it is published', async () => {
    const { orm } = site.services;
    await orm
      .update(commitments)
      .set({ draft: false })
      .where(inArray(commitments.id, Object.values(ids)));
    await bumpDataVersion(orm);
    await site.services.dataVersion.refresh();
    const found = await telling();
    for (const path of [
      ...['/compromisos', '/compromisos.csv', '/compromisos.json', '/compromisos.ics', '/planes/oaxaca/7'],
      ...['/planes/oaxaca/7/informe', '/planes/oaxaca/7/hitos.csv', '/planes/sinaloa/1/vencimientos.ics'],
      ...[`/api/v1/commitments?q=${other}`, '/en/planes/sinaloa/1'],
    ])
      expect(found).toContain(path);
    expect(await counted()).toEqual([8, 1]);
    for (const path of own()) expect((await site.get(path)).status, path).toBe(200);
  });
});
