/** What somebody has been entrusted with. A citizen is whoever has an account; that needs no grant. */
export const roles = [
  'administrator',
  'commission-secretary',
  'moderator',
  'facilitator',
  'officer',
  'counterpart',
  'reviewer',
  'field-researcher',
] as const;

export type Role = (typeof roles)[number];

/** Where a role holds: in the whole platform, in a state (clave), in an institution (slug), for an edition (year). */
export type Scope =
  | { kind: 'platform' }
  | { kind: 'state'; state: string }
  | { kind: 'institution'; institution: string }
  | { kind: 'edition'; edition: number };

/** A role in its scope, as it stands now: neither withdrawn nor expired. */
export interface Grant {
  role: Role;
  scope: Scope;
}

/**
 * How sure the platform is of who somebody is: 0 nothing is known of them, 1 their e-mail address is verified,
 * 2 they are a verified person, and nobody else is.
 */
export type Assurance = 0 | 1 | 2;

/** Whoever has signed in. */
export interface Person {
  kind: 'person';
  /** UUIDv7 of the account. */
  id: string;
  assurance: Assurance;
  /** Clave of the state they live in; null until they say. */
  state: string | null;
  /** Clave of the municipality they live in; null until they say. */
  municipality: string | null;
  grants: readonly Grant[];
  /** Whether this session passed a second factor. Without it no grant has effect. */
  secondFactor: boolean;
  /** The session they act in. */
  session: { id: string; since: Date };
}

/** Somebody who has not signed in. */
export interface Visitor {
  kind: 'visitor';
}

/** Who asks. */
export type Subject = Visitor | Person;

export const visitor: Visitor = { kind: 'visitor' };
