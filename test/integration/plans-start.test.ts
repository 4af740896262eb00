import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { commitments, plans } from '../../src/modules/plans/schema.ts';
import { createCommitment, createMember, inState, officerOf, represent } from '../support/commitments.ts';
import { createPerson, formRequest, type TestPerson } from '../support/people.ts';
import { textOf } from '../support/reading.ts';
import { testSite } from '../support/site.ts';

const site = testSite();
const start = '/gestion/planes';

beforeAll(() => {
  site.services.now = () => new Date('2027-03-10T18:00:00Z');
});

async function page({ cookie }: TestPerson, query = ''): Promise<{ markup: string; text: string }> {
  const response = await site.get(start + query, { cookie });
  const markup = await response.text();
  if (response.status !== 200) throw new Error(`${response.status} ${textOf(markup)}`);
  return { markup, text: textOf(markup) };
}

const order = (text: string, ...words: string[]) => words.map((word) => text.indexOf(word));

describe('the start page of the desk', () => {
  it('shows a facilitator their state, and the secretary of the Commission all of them', async () => {
    const { services } = site;
    const mine = await page(await inState(services, 'facilitator'));
    expect(mine.text).toMatch(/Tu estado .*Oaxaca/);
    expect(mine.markup).toContain('href="/gestion/planes/oaxaca"');
    expect(mine.markup).toContain('href="/gestion/planes/oaxaca/1"');
    expect(mine.markup).not.toContain('/gestion/planes/puebla"');
    const secretary = await createPerson(services, {
      grants: [{ role: 'commission-secretary', scope: { kind: 'platform' } }],
    });
    const all = await page(secretary);
    expect(all.text).toContain('Los 32 estados');
    expect(all.markup).toContain('/gestion/planes/puebla"');
  });

  it('shows an officer what their institution answers for and helps with, the most urgent first', async () => {
    const { services } = site;
    const officer = await officerOf(services, 'instituto-urgente');
    const lead = 'instituto-urgente';
    await createCommitment(services, { lead, title: 'Más tarde', dueOn: '2027-09-01' });
    await createCommitment(services, { lead, title: 'Vencido', dueOn: '2027-02-01' });
    await createCommitment(services, {
      lead: 'otro',
      supporting: [lead],
      title: 'Ayudamos',
      dueOn: '2027-05-03',
    });
    await createCommitment(services, {
      lead,
      title: 'Aún en papel',
      stage: 'published',
      dueOn: '2027-01-04',
    });
    await createCommitment(services, { lead, title: 'Secreto', draft: true });
    await createCommitment(services, { lead: 'otro', title: 'Ajeno' });
    const { text } = await page(officer);
    expect(text).toContain('4 compromisos de tus instituciones');
    const at = order(text, 'Vencido', 'Ayudamos', 'Más tarde', 'Aún en papel');
    expect(at).toEqual(at.toSorted((a, b) => a - b));
    expect(at[0]).toBeGreaterThan(0);
    expect(text).toMatch(/Vencido Decir cómo va Decir cómo van 2 hitos Una evidencia vencido hace/);
    expect(text).toMatch(/Ayudamos Una evidencia .*ayuda/);
    expect(text).toContain('El plan todavía no está en marcha');
    expect(text).not.toContain('Secreto');
    expect(text).not.toContain('Ajeno');
  });

  it('is cut into pages', async () => {
    const { services } = site;
    const officer = await officerOf(services, 'instituto-grande');
    for (let n = 0; n < 26; n += 1)
      await createCommitment(services, { lead: 'instituto-grande', title: `Promesa ${n}.`, milestones: 0 });
    const first = await page(officer);
    expect(first.text).toContain('26 compromisos');
    expect(first.text).toContain('Promesa 24.');
    expect(first.text).not.toContain('Promesa 25.');
    expect((await page(officer, '?pagina=2')).text).toContain('Promesa 25.');
    expect((await site.get(`${start}?pagina=3`, { cookie: officer.cookie })).status).toBe(404);
    expect((await site.get(`${start}?pagina=x`, { cookie: officer.cookie })).status).toBe(400);
  });

  it('tells a counterpart what they have to say, or how to come to speak for somebody', async () => {
    const { services } = site;
    const member = await createMember(services);
    const counterpart = await inState(services, 'counterpart');
    expect((await page(counterpart)).text).toContain(
      'Todavía no hablas por ninguna organización Pide a quien',
    );
    await represent(services, counterpart, member);
    expect((await page(counterpart)).text).toContain('Tu organización no da seguimiento a ningún compromiso');
    const { id } = await createCommitment(services, { counterpartMember: member, title: 'Lo seguimos' });
    expect((await page(counterpart)).text).toMatch(/Lo seguimos Tu valoración/);
    const said = { avance: 'limited', texto: 'Va', resultado: '', apertura: '' };
    const tell = (part: string, version: string, { cookie }: TestPerson) =>
      site.ask(`/gestion/compromisos/${id}/${part}`, formRequest({ ...said, version }, cookie));
    expect((await tell('valoracion', '1', counterpart)).status).toBe(303);
    expect((await page(counterpart)).text).toMatch(/Lo seguimos Nada por ahora/);
    site.services.now = () => new Date('2027-03-10T19:00:00Z');
    const officer = await officerOf(services, 'secretaria-a');
    expect((await tell('avance', '2', officer)).status).toBe(303);
    expect((await page(counterpart)).text).toMatch(/Lo seguimos La institución habló después de ti/);
    // The same grant does not reach what another organisation follows, nor another state.
    await services.orm.update(commitments).set({ state: '21' }).where(eq(commitments.id, id));
    expect((await page(counterpart)).text).not.toContain('Lo seguimos');
  });

  it('shows a reviewer the commitments of their states, what is to be reviewed first', async () => {
    const { services } = site;
    await services.orm.delete(commitments).where(eq(commitments.state, '31'));
    const reviewer = await inState(services, 'reviewer', '31');
    expect((await page(reviewer)).text).toContain('No hay compromisos en tus estados');
    const { id, plan } = await createCommitment(services, { state: '31', title: 'Uno' });
    const { id: other } = await createCommitment(services, { state: '31', title: 'Dos' });
    await services.orm.update(commitments).set({ plan, number: '2' }).where(eq(commitments.id, other));
    const said = { version: '1', avance: 'limited', texto: 'Va', resultado: '', apertura: '' };
    await site.ask(`/gestion/compromisos/${id}/revision`, formRequest(said, reviewer.cookie));
    const { text } = await page(reviewer);
    expect(text).toMatch(/2 compromisos para revisar .*Dos Tu revisión .*Uno Nada por ahora/);
    await services.orm.update(plans).set({ stage: 'published' }).where(eq(plans.id, plan));
    expect((await page(reviewer)).text).toContain('El plan todavía no está en marcha');
  });

  it('lets who works as several choose, and is nobody else’s', async () => {
    const { services } = site;
    const both = await createPerson(services, {
      grants: [
        { role: 'facilitator', scope: { kind: 'state', state: '20' } },
        { role: 'officer', scope: { kind: 'institution', institution: 'instituto-sin-nada' } },
      ],
    });
    expect((await page(both)).text).toMatch(/Trabajas como Facilitación Institución/);
    expect((await page(both, '?como=institucion')).text).toContain('Tus instituciones no tienen compromisos');
    expect((await page(both, '?como=revision')).text).toContain('Tu estado');
    expect((await site.get(start)).headers.get('location')).toContain('/entrar');
    const citizen = await createPerson(services);
    expect((await site.get(start, { cookie: citizen.cookie })).status).toBe(403);
    expect((await site.get(`/en${start}`, { cookie: both.cookie })).status).toBe(200);
  });
});
