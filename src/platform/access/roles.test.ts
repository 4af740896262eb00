import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAccess } from './access.ts';
import type { Resource } from './reach.ts';
import {
  grantAction,
  grantPolicies,
  type Office,
  officeOf,
  officeRules,
  offices,
  resourceOf,
} from './roles.ts';
import { type Grant, type Person, roles, type Scope } from './subject.ts';

const access = createAccess(grantPolicies);
const states = ['09', '20', '21'];
/** Institutions by the state they belong to. */
const institutions = new Map([
  ['congreso-oaxaca', '20'],
  ['congreso-puebla', '21'],
  ['sfp', '00'],
]);

/** Somebody with these grants, in a session that passed a second factor. */
function holderOf(...grants: readonly Grant[]): Person {
  return {
    ...{ kind: 'person', id: 'p', assurance: 1, state: null, municipality: null, grants, secondFactor: true },
    session: { id: 's', since: new Date(0) },
  };
}

const scopeOf = (kind: Scope['kind'], pick: number): Scope => {
  const at = <T>(list: readonly T[]) => list[pick % list.length] as T;
  switch (kind) {
    case 'platform':
      return { kind };
    case 'state':
      return { kind, state: at(states) };
    case 'institution':
      return { kind, institution: at([...institutions.keys()]) };
    case 'edition':
      return { kind, edition: at([2017, 2026]) };
  }
};

const grantIn = (office: Office, pick = 0): Grant => ({
  role: officeRules[office].role,
  scope: scopeOf(officeRules[office].scope, pick),
});

const stateOf = ({ scope }: Grant) =>
  scope.kind === 'institution' ? institutions.get(scope.institution) : undefined;
const resource = (grant: Grant): Resource => resourceOf(grant, stateOf(grant));
const mayGive = (giver: Person, office: Office, grant: Grant) =>
  access.allows(giver, grantAction(office), resource(grant));

const anyOffice = fc.constantFrom(...offices);
const anyPick = fc.nat({ max: 5 });

/** The offices that a holder of one may give somewhere. */
const givable = (office: Office) =>
  offices.filter((other) => access.allows(holderOf(grantIn(office)), grantAction(other)));

describe('who gives which role', () => {
  it('is as it was decided', () => {
    expect(Object.fromEntries(offices.map((office) => [office, givable(office)]))).toEqual({
      administrator: [...offices],
      'commission-secretary': ['state-moderator', 'facilitator', 'reviewer', 'field-researcher'],
      'national-moderator': [],
      'state-moderator': [],
      facilitator: ['state-moderator', 'officer', 'counterpart'],
      officer: [],
      counterpart: [],
      reviewer: [],
      'field-researcher': [],
    });
  });

  it('reaches the giver’s own state and no other', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...states),
        fc.constantFrom('officer', 'state-moderator'),
        anyPick,
        (own, office, pick) => {
          const facilitator = holderOf({ role: 'facilitator', scope: { kind: 'state', state: own } });
          const grant = grantIn(office as Office, pick);
          expect(mayGive(facilitator, office as Office, grant)).toBe(resource(grant).state === own);
        },
      ),
    );
  });

  it('takes a second factor', () => {
    const weak = { ...holderOf(grantIn('administrator')), secondFactor: false };
    for (const office of offices) expect(mayGive(weak, office, grantIn(office))).toBe(false);
  });

  it('is nobody for a role in a place where it cannot hold', () => {
    const odd = holderOf({ role: 'administrator', scope: { kind: 'state', state: '20' } });
    for (const office of offices) expect(access.allows(odd, grantAction(office)), office).toBe(false);
  });
});

describe('roles and where they hold', () => {
  it('are told apart by the scope', () => {
    for (const office of offices) expect(officeOf(grantIn(office))).toBe(office);
    const kinds = ['platform', 'state', 'institution', 'edition'] as const;
    const known = roles.flatMap((role) => kinds.filter((kind) => officeOf({ role, scope: { kind } })));
    expect(known).toHaveLength(offices.length);
  });
});

/** What somebody tries: to give an office in some place to somebody. */
const attempt = fc.record({
  giver: fc.nat({ max: 3 }),
  taker: fc.nat({ max: 3 }),
  office: anyOffice,
  pick: anyPick,
});

/** Lets four people, the first of whom begins with an office, give each other what the policies let them. */
function play(
  first: Office,
  attempts: readonly { giver: number; taker: number; office: Office; pick: number }[],
) {
  const held: Grant[][] = [[grantIn(first)], [], [], []];
  for (const { giver, taker, office, pick } of attempts) {
    const grant = grantIn(office, pick);
    if (giver !== taker && mayGive(holderOf(...(held[giver] ?? [])), office, grant)) held[taker]?.push(grant);
  }
  return held;
}

describe('a chain of grants', () => {
  it('never leads anybody to an office of the whole platform, unless an administrator begins it', () => {
    const below = offices.filter((office) => office !== 'administrator');
    fc.assert(
      fc.property(fc.constantFrom(...below), fc.array(attempt, { maxLength: 40 }), (first, attempts) => {
        const held = play(first, attempts);
        const won = [...held.slice(1).flat(), ...(held[0]?.slice(1) ?? [])];
        expect(won.filter(({ scope }) => scope.kind === 'platform')).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('never leads out of the state it began in', () => {
    fc.assert(
      fc.property(fc.array(attempt, { maxLength: 40 }), (attempts) => {
        const places = play('facilitator', attempts)
          .flat()
          .map((grant) => resource(grant).state);
        expect(new Set(places)).toEqual(new Set(['09']));
      }),
      { numRuns: 500 },
    );
  });
});
