import { Problem } from '../errors/problem.ts';
import type { Policy } from './policy.ts';
import { covers, nothing, type Reach, type Resource } from './reach.ts';
import type { Person, Subject } from './subject.ts';

/** Decides who may do what, by the policies that modules declare. What has no policy is denied. */
export interface Access {
  actions: readonly string[];
  /** The things to which a subject may do something; empty for what has no policy. */
  reach(subject: Subject, action: string): Reach;
  /** Whether a subject may do something at all, or to one thing. */
  allows(subject: Subject, action: string, resource?: Resource): boolean;
  /**
   * Sees that a subject may do something to a thing.
   * @throws Problem 403 where they may not
   */
  require(subject: Subject, action: string, resource: Resource): void;
  /** What stands between a subject and an action: undefined where nothing does. */
  missing(subject: Subject, action: string): Missing | undefined;
}

/** What a subject would have to do before they may: sign in, pass a second factor, or nothing that would help. */
export type Missing = 'sign-in' | 'second-factor' | 'permission';

/** 403: somebody asks for what is not theirs to do. */
export function forbidden(): Problem {
  return new Problem(403, {
    es: 'Tu cuenta no tiene permiso para esto.',
    en: 'Your account is not permitted to do this.',
  });
}

/** @throws Error where an action is declared twice */
/** Who asks for what only people with an account may have. @throws Problem 403 for visitors, whom the route does not let in */
export function personOf({ subject }: { subject: Subject }): Person {
  if (subject.kind !== 'person') throw forbidden();
  return subject;
}

export function createAccess(policies: readonly Policy[]): Access {
  const byAction = new Map<string, Policy>();
  for (const policy of policies) {
    if (byAction.has(policy.action)) throw new Error(`Two policies for ${policy.action}`);
    byAction.set(policy.action, policy);
  }
  const reach = (subject: Subject, action: string) => byAction.get(action)?.reach(subject) ?? nothing;
  const allows = (subject: Subject, action: string, resource?: Resource) => {
    const found = reach(subject, action);
    return resource ? covers(found, resource) : found.length > 0;
  };
  return {
    actions: [...byAction.keys()],
    reach,
    allows,
    require(subject, action, resource) {
      if (!allows(subject, action, resource)) throw forbidden();
    },
    missing(subject, action) {
      if (allows(subject, action)) return undefined;
      if (subject.kind === 'visitor') return 'sign-in';
      const strong: Person = { ...subject, secondFactor: true };
      return allows(strong, action) ? 'second-factor' : 'permission';
    },
  };
}
