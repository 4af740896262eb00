import { areaOf, everything, nothing, ownArea, type Reach } from './reach.ts';
import type { Assurance, Role, Subject } from './subject.ts';

/** Who may do something, and to which things. Without a policy nobody may. */
export interface Policy {
  /** What is done: `accounts.give-grant`. */
  action: string;
  /** The things a subject may do it to. */
  reach(subject: Subject): Reach;
}

/** How a reach is come by; several together give all that each of them gives. */
export type Rule = (subject: Subject) => Reach;

/** Everybody, signed in or not. */
export const anyone: Rule = () => everything;

/** People with an account whose assurance is at least this, to everything. */
export function people(assurance: Assurance = 0): Rule {
  return (subject) => (subject.kind === 'person' && subject.assurance >= assurance ? everything : nothing);
}

/** People with an account whose assurance is at least this, to what is their own. */
export function owners(assurance: Assurance = 0): Rule {
  return (subject) =>
    subject.kind === 'person' && subject.assurance >= assurance ? ownArea(subject) : nothing;
}

/** Who has one of these roles, where they have it, in a session that passed a second factor. */
export function holders(...wanted: readonly Role[]): Rule {
  return (subject) =>
    subject.kind === 'person' && subject.secondFactor
      ? subject.grants.filter(({ role }) => wanted.includes(role)).map(({ scope }) => areaOf(scope))
      : nothing;
}

/** A policy of one or more rules. */
export function policy(action: string, ...rules: readonly Rule[]): Policy {
  return { action, reach: (subject) => rules.flatMap((rule) => rule(subject)) };
}
