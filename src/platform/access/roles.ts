import { holders, type Policy, policy, type Rule } from './policy.ts';
import type { Resource } from './reach.ts';
import type { Grant, Role, Scope } from './subject.ts';

/** What can be given: a role together with the kind of place it holds in. */
export const offices = [
  'administrator',
  'commission-secretary',
  'national-moderator',
  'state-moderator',
  'facilitator',
  'officer',
  'counterpart',
  'reviewer',
  'field-researcher',
] as const;

export type Office = (typeof offices)[number];

interface OfficeRule {
  role: Role;
  scope: Scope['kind'];
  /** Who gives and withdraws it, each within their own reach. */
  givers: readonly Role[];
}

/**
 * The roles, where they hold, and who gives them. Nobody but an administrator gives a role of the kind that they hold
 * themselves, and no giver stands below what they give: no chain of grants leads further up than where it began.
 */
export const officeRules: Readonly<Record<Office, OfficeRule>> = {
  administrator: { role: 'administrator', scope: 'platform', givers: ['administrator'] },
  'commission-secretary': { role: 'commission-secretary', scope: 'platform', givers: ['administrator'] },
  'national-moderator': { role: 'moderator', scope: 'platform', givers: ['administrator'] },
  'state-moderator': {
    role: 'moderator',
    scope: 'state',
    givers: ['administrator', 'commission-secretary', 'facilitator'],
  },
  facilitator: { role: 'facilitator', scope: 'state', givers: ['administrator', 'commission-secretary'] },
  officer: { role: 'officer', scope: 'institution', givers: ['administrator', 'facilitator'] },
  counterpart: { role: 'counterpart', scope: 'state', givers: ['administrator', 'facilitator'] },
  // Whoever runs an exercise does not choose who reviews it.
  reviewer: { role: 'reviewer', scope: 'state', givers: ['administrator', 'commission-secretary'] },
  'field-researcher': {
    role: 'field-researcher',
    scope: 'edition',
    givers: ['administrator', 'commission-secretary'],
  },
};

/** The office that a grant is of; undefined for a role in a place where it cannot hold. */
export function officeOf({ role, scope }: { role: Role; scope: Pick<Scope, 'kind'> }): Office | undefined {
  return offices.find(
    (office) => officeRules[office].role === role && officeRules[office].scope === scope.kind,
  );
}

/** The action of giving or withdrawing an office. */
export function grantAction(office: Office): string {
  return `access.grant-${office}`;
}

/** Whoever holds one of these roles where it can hold. What stands in the records otherwise entrusts nobody. */
function holdersOf(givers: readonly Role[]): Rule {
  const held = holders(...givers);
  return (subject) =>
    held(
      subject.kind === 'person'
        ? { ...subject, grants: subject.grants.filter((grant) => officeOf(grant) !== undefined) }
        : subject,
    );
}

/** Who may give and withdraw each office. */
export const grantPolicies: readonly Policy[] = offices.map((office) =>
  policy(grantAction(office), holdersOf(officeRules[office].givers)),
);

/** What a grant belongs to. It is never its holder's own: nobody decides on what they are entrusted with. */
export function resourceOf({ scope }: Pick<Grant, 'scope'>, stateOfInstitution?: string | null): Resource {
  switch (scope.kind) {
    case 'platform':
      return {};
    case 'state':
      return { state: scope.state };
    case 'institution':
      return { institution: scope.institution, state: stateOfInstitution ?? null };
    case 'edition':
      return { edition: scope.edition };
  }
}
