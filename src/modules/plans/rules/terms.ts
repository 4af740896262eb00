/** How far a state's local secretariat (STL) has come; what is not known is its own answer. */
export const secretariatStatuses = ['unknown', 'declared', 'installed', 'renewal', 'inactive'] as const;
export type SecretariatStatus = (typeof secretariatStatuses)[number];

/** The part of society that a member of a secretariat speaks for. */
export const sectors = ['guarantor', 'government', 'civil-society', 'autonomous'] as const;
export type Sector = (typeof sectors)[number];

/** The stages of a local action plan (PAL), in their order. */
export const stages = [
  'diagnosis',
  'prioritisation',
  'co-creation',
  'published',
  'implementation',
  'evaluation',
  'closed',
] as const;
export type Stage = (typeof stages)[number];

/** How far a commitment or milestone is, on the scale of the Open Government Partnership's reviews. */
export const completions = ['not-started', 'limited', 'substantial', 'complete'] as const;
export type Completion = (typeof completions)[number];

/** Who says how far a commitment is: the three stand side by side and are never merged. */
export const voices = ['officer', 'counterpart', 'reviewer'] as const;
export type Voice = (typeof voices)[number];

/** What a review says of "did it open government?". */
export const openings = ['worsened', 'unchanged', 'marginal', 'major', 'outstanding'] as const;
export type Opening = (typeof openings)[number];

/** What stands in the way of a plan (L7). */
export const resistanceKinds = [
  'legal',
  'budgetary',
  'technical',
  'organisational',
  'cultural',
  'political',
] as const;
export type ResistanceKind = (typeof resistanceKinds)[number];

/** Themes of commitments, to find and compare them by. */
export const themes = [
  'economy',
  'education',
  'environment',
  'health',
  'inclusion',
  'justice',
  'money',
  'participation',
  'public-works',
  'safety',
  'services',
] as const;
export type Theme = (typeof themes)[number];

/** What dated statements about the whole country count. */
export const noteMeasures = [
  'states-in-exercise',
  'secretariats-installed',
  'secretariats-missing',
  'plans-published',
  'commitments',
] as const;
export type NoteMeasure = (typeof noteMeasures)[number];
