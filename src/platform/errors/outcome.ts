/** What became of a change: done, refused for a reason, or overtaken by what somebody else did meanwhile. */
export type Outcome<Done, Refusal extends string, Now = never> =
  | { kind: 'done'; value: Done }
  | { kind: 'refused'; why: Refusal }
  | { kind: 'changed-meanwhile'; now: Now };

export const done = <T>(value: T) => ({ kind: 'done', value }) as const;
export const refused = <T extends string>(why: T) => ({ kind: 'refused', why }) as const;
export const changedMeanwhile = <T>(now: T) => ({ kind: 'changed-meanwhile', now }) as const;
