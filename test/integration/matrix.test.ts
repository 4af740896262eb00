import { beforeAll, describe, expect, it } from 'vitest';
import type { Resource } from '#platform/access/reach.ts';
import { officeRules, offices, resourceOf } from '#platform/access/roles.ts';
import {
  type Grant,
  type Person,
  type Role,
  roles,
  type Subject,
  visitor,
} from '#platform/access/subject.ts';
import { newId } from '#platform/database/identifier.ts';
import { rateLimits } from '#platform/limits/schema.ts';
import type { FormRoute, Module } from '#platform/module.ts';
import { modules } from '../../src/app.ts';
import { createPerson, formRequest } from '../support/people.ts';
import { createTestSite, testSite } from '../support/site.ts';

/** Whom an action is meant for: people from an assurance up, or those who hold a role. */
interface Meant {
  people?: 0 | 1 | 2;
  /** What people do it to. */
  to?: 'everything' | 'own';
  roles?: readonly Role[];
}

const administrators: Meant = { roles: ['administrator'] };
const secretaries: Meant = { roles: ['commission-secretary'] };
const own: Meant = { people: 0, to: 'own' };
const ownVerified: Meant = { people: 1, to: 'own' };

/**
 * Who may do what, said a second time and apart from the policies: whoever loosens one has to say so here as well.
 * An action that is not in this table fails.
 */
const expected: Readonly<Record<string, Meant>> = {
  'access.grant-administrator': administrators,
  'access.grant-commission-secretary': administrators,
  'access.grant-national-moderator': administrators,
  'access.grant-state-moderator': { roles: ['administrator', 'commission-secretary', 'facilitator'] },
  'access.grant-facilitator': { roles: ['administrator', 'commission-secretary'] },
  'access.grant-officer': { roles: ['administrator', 'facilitator'] },
  'access.grant-counterpart': { roles: ['administrator', 'facilitator'] },
  'access.grant-reviewer': { roles: ['administrator', 'commission-secretary'] },
  'access.grant-field-researcher': { roles: ['administrator', 'commission-secretary'] },
  'accounts.own': own,
  'accounts.declare-residence': own,
  'accounts.import-census': administrators,
  'accounts.manage-own-data': own,
  'accounts.verify-identity': ownVerified,
  'administration.enter': { roles },
  'administration.find-person': administrators,
  'administration.grants': { roles: ['administrator', 'commission-secretary', 'facilitator'] },
  'administration.load-data': administrators,
  'administration.read-audit': { roles: ['administrator', 'facilitator'] },
  'administration.retry-job': administrators,
  'administration.see-jobs': administrators,
  'administration.settings': administrators,
  'administration.sign-out-person': administrators,
  'commission.enter': secretaries,
  'commission.keep-agreements': secretaries,
  'commission.keep-covenants': secretaries,
  'commission.keep-exhortations': secretaries,
  'commission.keep-seats': secretaries,
  'commission.keep-work-plan': secretaries,
  'commission.run-sessions': secretaries,
  'plans.accept-invitation': ownVerified,
  'plans.add-evidence': { roles: ['officer'] },
  'plans.amend': { roles: ['officer', 'facilitator'] },
  'plans.assess': { roles: ['counterpart'] },
  'plans.enter': { roles: ['facilitator', 'officer', 'counterpart', 'reviewer', 'commission-secretary'] },
  'plans.keep-plan': { roles: ['facilitator'] },
  'plans.keep-resistances': { roles: ['officer', 'facilitator'] },
  'plans.keep-secretariat': { roles: ['facilitator', 'commission-secretary'] },
  'plans.report-progress': { roles: ['officer'] },
  'plans.review': { roles: ['reviewer'] },
  'subscriptions.end': own,
  'subscriptions.follow': ownVerified,
};

/** What is sent by people who need not have signed in: each has to be meant so. */
const publicForms = [
  '/avisos/baja/terminar',
  '/confirmar',
  '/confirmar/correo',
  '/entrar',
  '/entrar/carta',
  '/entrar/enlace',
  '/entrar/llave',
  '/entrar/llave/opciones',
  '/entrar/segundo-factor',
  '/entrar/unico/codigo',
  '/entrar/unico/nuevo',
  '/recuperar',
  '/recuperar/nueva',
  '/registro',
  '/salir',
];

const scopes = {
  platform: { kind: 'platform' },
  state: { kind: 'state', state: '20' },
  institution: { kind: 'institution', institution: 'congreso-a' },
  edition: { kind: 'edition', edition: 2017 },
} as const;

/** Somebody who tries. */
interface Actor {
  name: string;
  kind: 'visitor' | 'person';
  assurance: 0 | 1 | 2;
  grant?: Grant;
  secondFactor: boolean;
}

const citizens: Actor[] = ([0, 1, 2] as const).map((assurance) => ({
  ...{ name: `a person of assurance ${assurance}`, kind: 'person', assurance, secondFactor: false },
}));
const staff: Actor[] = offices.flatMap((office) =>
  [true, false].map((secondFactor): Actor => {
    const grant: Grant = { role: officeRules[office].role, scope: scopes[officeRules[office].scope] };
    const name = `${office}${secondFactor ? '' : ' without a second factor'}`;
    return { name, kind: 'person', assurance: 1, grant, secondFactor };
  }),
);
const actors: readonly Actor[] = [
  { name: 'a visitor', kind: 'visitor', assurance: 0, secondFactor: false },
  ...citizens,
  ...staff,
];

const selfId = newId();

function subjectOf({ kind, assurance, grant, secondFactor }: Actor): Subject {
  if (kind === 'visitor') return visitor;
  const person: Person = {
    ...{ kind, id: selfId, assurance, state: '20', municipality: '20067', secondFactor },
    grants: grant ? [grant] : [],
    session: { id: newId(), since: new Date() },
  };
  return person;
}

/** Things of every kind, here and there. */
const things: Readonly<Record<string, Resource>> = {
  'something of the platform': {},
  'something of Oaxaca': { state: '20' },
  'something of Puebla': { state: '21' },
  'institution A in Oaxaca': { institution: 'congreso-a', state: '20' },
  'institution B in Oaxaca': { institution: 'congreso-b', state: '20' },
  'institution C in Puebla': { institution: 'congreso-c', state: '21' },
  'the edition of 2017': { edition: 2017 },
  'the edition of 2026': { edition: 2026 },
  'their own': { person: selfId },
  'somebody else’s': { person: newId() },
};

/** Whether a thing lies where a grant holds. */
function liesIn({ scope }: Grant, thing: Resource): boolean {
  if (scope.kind === 'platform') return true;
  const where = resourceOf({ scope }) as Record<string, unknown>;
  return where[scope.kind] === (thing as Record<string, unknown>)[scope.kind];
}

const holds = ({ grant, secondFactor }: Actor, wanted: readonly Role[] = []) =>
  grant !== undefined && secondFactor && wanted.includes(grant.role);
const isMeant = (actor: Actor, { people }: Meant) =>
  people !== undefined && actor.kind === 'person' && actor.assurance >= people;

/** Whether somebody should be able to do something to a thing, by the table above. */
function should(actor: Actor, meant: Meant, thing: Resource): boolean {
  const asPerson = isMeant(actor, meant) && (meant.to === 'everything' || thing.person === selfId);
  return asPerson || (holds(actor, meant.roles) && liesIn(actor.grant as Grant, thing));
}

/** Whether somebody should be able to do something at all. */
const shouldEver = (actor: Actor, meant: Meant) => isMeant(actor, meant) || holds(actor, meant.roles);

const site = testSite();
const actions = modules.flatMap(({ policies = [] }) => policies.map(({ action }) => action));

describe('every action', () => {
  it('is in the table of who may do what, and nothing else is', () => {
    expect(actions.toSorted()).toEqual(Object.keys(expected).toSorted());
  });

  it.each(actions)('%s is done by whom it is meant for, to what is theirs', (action) => {
    const { access } = site.services;
    const meant = expected[action] ?? {};
    const wrong: string[] = [];
    for (const actor of actors) {
      const subject = subjectOf(actor);
      if (access.allows(subject, action) !== shouldEver(actor, meant)) wrong.push(`${actor.name} at all`);
      for (const [name, thing] of Object.entries(things)) {
        if (access.allows(subject, action, thing) !== should(actor, meant, thing))
          wrong.push(`${actor.name}: ${name}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('that has no policy is nobody’s', () => {
    for (const actor of actors)
      expect(site.services.access.allows(subjectOf(actor), 'nobody.knows')).toBe(false);
  });
});

const forms = modules.flatMap(({ forms: own = [] }) => own);

/** The address of a form, with made-up parts. */
const addressOf = ({ path }: FormRoute) =>
  path.replace(/:\w+(\{\[0-9\]\+\})?/g, (_, number) => (number ? '7' : newId()));

/** The modules with forms that do nothing but say that they were reached. */
const inert: Module[] = modules.map((module) => ({
  ...module,
  forms: (module.forms ?? []).map((form) => ({
    ...form,
    handle: () => ({ kind: 'json' as const, data: 'reached' }),
  })),
}));

/** What becomes of a form: `reached` where it gets to the module. */
async function becomesOf(response: Response): Promise<string> {
  const text = await response.text();
  if (response.status === 200 && text === '"reached"') return 'reached';
  const location = response.headers.get('location') ?? '';
  const asked = response.status === 303 ? location : text;
  const way = asked.includes('/cuenta/segundo-factor?volver=')
    ? 'second factor'
    : asked.includes('/entrar?volver=')
      ? 'sign in'
      : '';
  return [401, 303].includes(response.status) && way ? way : String(response.status);
}

/** What should become of it. */
function shouldBecome(actor: Actor, access: string): string {
  const meant = expected[access] ?? {};
  if (access === 'public' || shouldEver(actor, meant)) return 'reached';
  if (actor.kind === 'visitor') return 'sign in';
  return shouldEver({ ...actor, secondFactor: true }, meant) ? 'second factor' : '403';
}

describe('every write', () => {
  const cookies = new Map<Actor, string>();

  beforeAll(async () => {
    for (const actor of actors.filter(({ kind }) => kind === 'person')) {
      const { assurance, grant, secondFactor } = actor;
      const person = await createPerson(site.services, {
        assurance,
        secondFactor,
        grants: grant ? [grant] : [],
      });
      cookies.set(actor, person.cookie);
    }
  });

  it('is open to those who have not signed in only where that is meant', () => {
    const open = forms.filter(({ access }) => access === 'public').map(({ path }) => path);
    expect(open.toSorted()).toEqual(publicForms);
  });

  it('of the staff area is for holders of roles alone', () => {
    const areStaff = forms.filter(({ path }) => path.startsWith('/gestion'));
    expect(areStaff.length).toBeGreaterThan(5);
    for (const { path, access } of areStaff) {
      expect(expected[access]?.roles?.length, path).toBeGreaterThan(0);
      expect(expected[access]?.people, path).toBeUndefined();
    }
  });

  it.each(actors.map((actor) => [actor.name, actor] as const))(
    'by %s gets as far as the policy says',
    async (_name, actor) => {
      const { services } = site;
      const inertSite = createTestSite(services, inert);
      const cookie = cookies.get(actor);
      const became: Record<string, string> = {};
      const meant: Record<string, string> = {};
      for (const form of forms) {
        await services.orm.delete(rateLimits);
        const request = formRequest({}, cookie);
        became[form.path] = await becomesOf(await inertSite.ask(addressOf(form), request));
        meant[form.path] = shouldBecome(actor, form.access);
      }
      expect(became).toEqual(meant);
    },
  );

  it.each(forms.map((form) => [form.path, form] as const))(
    'to %s says what is missing in an empty form, and fails for no other reason',
    async (_path, form) => {
      const { services } = site;
      await services.orm.delete(rateLimits);
      const role = expected[form.access]?.roles?.[0];
      const grants: Grant[] = role ? [{ role, scope: scopes.platform }] : [];
      const { cookie } = await createPerson(services, { assurance: 2, grants });
      const { status } = await site.ask(addressOf(form), formRequest({}, cookie));
      expect(status).toBeLessThan(500);
      expect([401, 405]).not.toContain(status);
    },
  );

  it('is refused from other sites before anything else', async () => {
    const [administrator] = staff.filter(
      ({ grant, secondFactor }) => grant?.role === 'administrator' && secondFactor,
    );
    const cookie = administrator && cookies.get(administrator);
    for (const form of forms) {
      const request = {
        ...formRequest({}, cookie),
        headers: { cookie: cookie ?? '', origin: 'https://elsewhere.test' },
      };
      expect((await site.ask(addressOf(form), request)).status, form.path).toBe(403);
    }
  });
});
