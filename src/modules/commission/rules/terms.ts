/** The kinds of sessions of the Commission. */
export const sessionKinds = ['ordinary', 'extraordinary'] as const;
export type SessionKind = (typeof sessionKinds)[number];

/** A session from its call to its minutes. A session without quorum was called and not held. */
export const sessionStates = ['draft', 'called', 'open', 'held', 'no-quorum', 'cancelled'] as const;
export type SessionState = (typeof sessionStates)[number];

/** What a member says to a motion. */
export const ballots = ['for', 'against', 'abstain'] as const;
export type Ballot = (typeof ballots)[number];

/** What becomes of an agreement. */
export const agreementStates = ['open', 'in-progress', 'fulfilled', 'cancelled'] as const;
export type AgreementState = (typeof agreementStates)[number];

/** What becomes of a covenant. */
export const covenantStates = ['negotiation', 'signed', 'in-force', 'expired', 'ended'] as const;
export type CovenantState = (typeof covenantStates)[number];

/** What becomes of something that was promised to be handed over. */
export const deliverableStates = ['pending', 'delivered', 'cancelled'] as const;
export type DeliverableState = (typeof deliverableStates)[number];

/** The way of an exhortation to a Congress, in order; some steps may never come. */
export const exhortationSteps = [
  'sent',
  'acknowledged',
  'answered',
  'presented',
  'approved',
  'published',
] as const;
export type ExhortationStep = (typeof exhortationSteps)[number];

/** What shows how far a line of the work plan is. */
export const lineStates = ['not-started', 'under-way', 'done'] as const;
export type LineState = (typeof lineStates)[number];

/** What somebody does at the Commission's table. */
export const posts = ['coordinator', 'secretary', 'member'] as const;
export type Post = (typeof posts)[number];

/** What the Commission does, as the ledger names it after `commission.`. */
export const actKinds = [
  'seat-added',
  'seat-ended',
  'session-called',
  'session-cancelled',
  'session-opened',
  'session-without-quorum',
  'attendance-added',
  'members-left',
  'motion-put',
  'votes-recorded',
  'motion-decided',
  'session-held',
  'minutes-published',
  'agreement-made',
  'agreement-moved',
  'exhortation-made',
  'exhortation-step',
  'covenant-made',
  'covenant-moved',
  'deliverable-added',
  'deliverable-moved',
  'action-planned',
  'action-moved',
] as const;
export type ActKind = (typeof actKinds)[number];

/** What an act is done to. */
export const actSubjects = [
  'seat',
  'session',
  'agreement',
  'exhortation',
  'covenant',
  'work-action',
] as const;
export type ActSubject = (typeof actSubjects)[number];
