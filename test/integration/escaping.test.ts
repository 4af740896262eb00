import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { messageOf } from '#platform/mail/message.tsx';
import { mailLetters } from '#platform/mail/schema.ts';
import { modules } from '../../src/app.ts';
import { formsOf, type PageField, type PageForm } from '../support/forms.ts';
import { createPerson, ownPage, type TestPerson } from '../support/people.ts';
import { linksOf } from '../support/reading.ts';
import { testSite } from '../support/site.ts';
import { readXml } from '../support/xml.ts';

/*
 * Everything that people can write is written with what would run as a script, as a template or as a formula where it
 * is not escaped. Then every page is looked at.
 */

const mark = 'zq7';
const html = `${mark}"'><script>alert(7)</script>{{7*7}}\${7*7}<%= 7*7 %><img src=x onerror=alert(7)>`;
const formula = `=${mark}+cmd|' /C calc'!A0`;
const header = `${mark}\r\nx-${mark}: 1`;
const payloads = [html, formula, header];

/** So many pages are enough to see each of them. */
const mostPages = 900;

const password = 'caballo correcto bateria grapa';
const site = testSite();

let network = 0;
/** Each request comes from a network of its own: limits are another matter. */
function ask(path: string, init: RequestInit = {}, cookie = ''): Promise<Response> {
  network += 1;
  const headers = new Headers(init.headers);
  if (cookie) headers.set('cookie', cookie);
  return site.ask(path, { ...init, headers }, `10.${network >> 16}.${(network >> 8) & 255}.${network & 255}`);
}

/** Somebody who may do everything, so that every page has something for them. */
function staff(): Promise<TestPerson> {
  return createPerson(site.services, {
    name: html,
    assurance: 2,
    residence: { state: '20', municipality: '20067' },
    grants: [
      { role: 'administrator', scope: { kind: 'platform' } },
      { role: 'commission-secretary', scope: { kind: 'platform' } },
      { role: 'moderator', scope: { kind: 'platform' } },
    ],
  });
}

/** What the payload would look like where it is not escaped, or where a template has calculated with it. */
const signs = [
  `${mark}"'`,
  `${mark}"&#39;`,
  `${mark}&quot;'`,
  '<script>alert(7)',
  '<img src=x onerror',
  '<%= 7*7',
  '/script&gt;49',
];

const unescaped = (text: string) =>
  signs.filter((sign) => text.includes(sign)).map((sign) => `unescaped: ${sign}`);

/** Whether an answer could run, calculate or say in a header what somebody wrote. */
async function problemsOf(path: string, response: Response): Promise<string[]> {
  const problems: string[] = [];
  const kind = response.headers.get('content-type') ?? '';
  if (response.headers.has(`x-${mark}`)) problems.push('a header of its own');
  if (response.headers.get('x-content-type-options') !== 'nosniff')
    problems.push('may be taken for another kind');
  const text = await response.text();
  if (kind.startsWith('text/html')) {
    problems.push(...unescaped(text));
    if (/<script(?![^>]*\bsrc=)[^>]*>/.test(text)) problems.push('a script in the page');
    if (/\son\w+="/.test(text)) problems.push('a handler in the page');
    if (/(href|src|action)="\s*(javascript|data|vbscript):/i.test(text)) problems.push('a link that runs');
  } else if (kind.includes('xml')) {
    if (text.includes('<script>')) problems.push('markup in XML');
    if (kind.includes('atom')) readXml(text);
  } else if (kind.startsWith('text/csv')) {
    const cells = (parse(text, { relax_column_count: true }) as string[][]).flat();
    problems.push(...cells.filter((cell) => /^[=+@\t\r]/.test(cell) && cell.includes(mark)));
  } else if (kind.includes('json')) {
    JSON.parse(text);
  }
  return problems.map((problem) => `${path}: ${problem}`);
}

type Fill = (field: PageField) => string;

let count = 0;
const address = () => {
  count += 1;
  return `escape-${count}@ejemplo.test`;
};

/** What is put into a field: a payload wherever something can be typed. */
const everywhere =
  (payload: string): Fill =>
  ({ type, value }) =>
    ['hidden', 'button', 'checkbox', 'radio'].includes(type) ? value : payload;

/** The same, but where a form would refuse it: so that what is written in the rest is kept. */
const whereKept =
  (payload: string): Fill =>
  (field) => {
    if (field.type === 'email' || /correo|email/i.test(field.name)) return address();
    if (field.type === 'password' || /password/i.test(field.name)) return password;
    if (field.type === 'select') return field.choices.find((choice) => choice !== '') ?? payload;
    return everywhere(payload)(field);
  };

function bodyOf(form: PageForm, fill: Fill, button: PageField | undefined): FormData | URLSearchParams {
  const body = form.files ? new FormData() : new URLSearchParams();
  const chosen = new Set<string>();
  for (const field of form.fields) {
    if (field.type === 'button' ? field !== button : field.type === 'radio' && chosen.has(field.name))
      continue;
    chosen.add(field.name);
    if (field.type === 'file' && body instanceof FormData) {
      const content = `clave,name,population_2020\n${formula},"${html.replaceAll('"', '""')}",x\n`;
      body.append(field.name, new File([content], `${html}.csv`));
    } else body.append(field.name, fill(field));
  }
  return body;
}

const routes = modules.flatMap(({ forms = [] }) => forms.map(({ path }) => path));
const routeOf = (action: string) =>
  routes
    .filter((path) =>
      new RegExp(`^(/en)?${path.replace(/:\w+/g, '[^/]+')}$`).test(action.split('?')[0] ?? ''),
    )
    .toSorted((a, b) => a.split(':').length - b.split(':').length)[0];

/** Forms after which the person who sent them would see nothing more. */
const endings = ['/salir', '/cuenta/sesiones/cerrar-otras', '/cuenta/segundo-factor/quitar'];

const spanish = (path: string) => path.replace(/^\/en(?=\/|$)/, '') || '/';

/** The areas in which pages are found by their links; elsewhere the pages without parameters are looked at. */
const areas = /^\/(en\/)?(cuenta|gestion|entrar|registro|recuperar|confirmar|salir|avisos)(\/|\?|$)/;

const starts = modules.flatMap(({ pages }) =>
  pages
    .filter(({ path }) => !path.includes(':') && !path.includes('*'))
    .flatMap(({ path, languages }) => (languages ? [path] : [path, path === '/' ? '/en' : `/en${path}`])),
);

/** Where the letters that were written lead. */
async function linksInLetters(): Promise<string[]> {
  const letters = await site.services.orm.select().from(mailLetters);
  return letters.flatMap(({ body }) =>
    body.flatMap((part) => (typeof part === 'object' && 'link' in part ? [part.link] : [])),
  );
}

const isPage = (response: Response) => (response.headers.get('content-type') ?? '').startsWith('text/html');

/** Every page that can be reached, as one person sees it. */
async function* crawl(cookie: string): AsyncGenerator<{ path: string; response: Response; text: string }> {
  const seen = new Set<string>();
  const open = [...starts, ...(await linksInLetters())];
  for (let path = open.shift(); path !== undefined && seen.size < mostPages; path = open.shift()) {
    if (seen.has(path)) continue;
    seen.add(path);
    const response = await ask(path, {}, cookie);
    const text = await response.clone().text();
    yield { path, response, text };
    if (!isPage(response)) continue;
    const links = [...linksOf(text)].map((link) => link.split('#')[0] ?? '');
    open.push(...links.filter((link) => areas.test(link)));
  }
}

async function send(form: PageForm, fill: Fill, cookie: string): Promise<string[]> {
  const buttons = form.fields.filter(({ type }) => type === 'button');
  const problems: string[] = [];
  for (const button of buttons.length > 0 ? buttons : [undefined]) {
    const body = bodyOf(form, fill, button);
    const response = await ask(form.action, { method: 'POST', body, headers: ownPage }, cookie);
    if (response.status >= 500) problems.push(`${form.action}: ${response.status}`);
    const next = response.headers.get('location');
    problems.push(...(await problemsOf(`POST ${form.action}`, response)));
    if (next?.startsWith('/')) problems.push(...(await problemsOf(next, await ask(next, {}, cookie))));
  }
  return problems;
}

/** The forms that somebody is shown, one for each route and each set of fields. */
async function formsShownTo(cookie: string): Promise<PageForm[]> {
  const found = new Map<string, PageForm>();
  for await (const { path, response, text } of crawl(cookie)) {
    if (!isPage(response)) continue;
    for (const form of formsOf(text, path)) {
      const names = form.fields.map(({ name, value, type }) => `${name} ${type === 'hidden' ? value : ''}`);
      found.set([routeOf(spanish(form.action)), ...names].join('\n'), form);
    }
  }
  const isEnding = ({ action }: PageForm) => Number(endings.includes(spanish(action)));
  return [...found.values()].toSorted((a, b) => isEnding(a) - isEnding(b));
}

const sent = new Set<string>();

/** Sends every form that somebody is shown with every payload; then those that have come up by it. */
async function sendEverything(cookie: string): Promise<string[]> {
  const problems: string[] = [];
  for (let round = 0; round < 2; round += 1) {
    for (const form of await formsShownTo(cookie)) {
      sent.add(routeOf(spanish(form.action)) ?? form.action);
      for (const field of form.fields) known.set(field.name, field);
      for (const payload of payloads) {
        problems.push(...(await send(form, everywhere(payload), cookie)));
        problems.push(...(await send(form, whereKept(payload), cookie)));
      }
    }
  }
  return problems;
}

/** Every field that some form has. */
const known = new Map<string, PageField>();

/**
 * Forms that are not shown without a device, another site, or a code that only a letter or a sign-in gives: they are
 * sent as somebody would who knows their addresses, with every field that any form has.
 */
async function sendUnseen(cookie: string): Promise<string[]> {
  const problems: string[] = [];
  const fields = [...known.values()].filter(({ type }) => !['button', 'file'].includes(type));
  for (const route of routes.filter((path) => !sent.has(path))) {
    const action = route.replace(/:\w+/g, '00000000-0000-7000-8000-000000000000');
    for (const payload of payloads) {
      problems.push(...(await send({ action, files: false, fields }, everywhere(payload), cookie)));
      problems.push(
        ...(await send({ action: `/en${action}`, files: false, fields }, everywhere(payload), cookie)),
      );
    }
  }
  return problems;
}

describe('what is not escaped', () => {
  it('would be seen', async () => {
    const answer = (text: string, type: string) =>
      problemsOf(
        '/',
        new Response(text, { headers: { 'content-type': type, 'x-content-type-options': 'nosniff' } }),
      );
    const shown = html
      .replaceAll('&', '&amp;')
      .replaceAll('"', '&quot;')
      .replaceAll("'", '&#39;')
      .replaceAll('<', '&lt;');
    expect(await answer(`<p>${shown.replaceAll('>', '&gt;')}</p>`, 'text/html')).toEqual([]);
    for (const text of [
      `<p>${html}</p>`,
      `<a title="${html}">`,
      `<p>${shown.replace('&quot;', '"')}`,
      '<a onclick="x">',
    ])
      expect(await answer(text, 'text/html'), text).not.toEqual([]);
    expect(await answer(`a,b\n"${formula}",1\n`, 'text/csv')).not.toEqual([]);
    expect(await answer(`<feed>${html}</feed>`, 'application/xml')).not.toEqual([]);
  });
});

describe('what people write', () => {
  it.each([
    ['a visitor', async () => ({ cookie: '' })],
    ['a new person', () => createPerson(site.services, { assurance: 0 })],
    ['a person with a verified address', () => createPerson(site.services)],
    ['staff', staff],
  ])(
    'is taken as text from every field of every form that %s is shown',
    async (_, make) => {
      expect(await sendEverything((await make()).cookie)).toEqual([]);
    },
    240_000,
  );

  it('is taken as text by the forms that they are not shown', async () => {
    expect(sent.size).toBeGreaterThan(10);
    expect(await sendUnseen('')).toEqual([]);
    expect(await sendUnseen((await staff()).cookie)).toEqual([]);
  }, 240_000);

  it('stands on no page, in no file and in no feed as anything but text', async () => {
    const problems: string[] = [];
    let marked = 0;
    const { cookie } = await staff();
    for (const as of [cookie, '']) {
      for await (const { path, response, text } of crawl(as)) {
        if (response.status >= 500) problems.push(`${path}: ${response.status}`);
        if (text.includes(mark)) marked += 1;
        problems.push(...(await problemsOf(path, response)));
      }
    }
    expect(problems).toEqual([]);
    // The person's own name stands on their pages at the least.
    expect(marked).toBeGreaterThan(2);
  }, 240_000);

  it('stands in letters as text', async () => {
    const letters = await site.services.orm.select().from(mailLetters);
    expect(letters.length).toBeGreaterThan(0);
    for (const letter of letters) {
      expect(unescaped(String(messageOf(site.services, letter).html)), letter.kind).toEqual([]);
      expect(letter.subject, letter.kind).not.toMatch(/[\r\n]/);
    }
  });
});
