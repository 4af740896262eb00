import type { Verification } from '../module.ts';

/** More than these are counted, not listed: one broken place can make thousands of differences. */
const mostListed = 20;

/** Collects what a check finds wrong. */
export interface Differences {
  add(difference: string): void;
  count(checked?: number): void;
  result(): Verification;
}

/** A named check in the making. */
export function differencesIn(name: string): Differences {
  const listed: string[] = [];
  let checked = 0;
  let more = 0;
  return {
    add(difference) {
      if (listed.length < mostListed) listed.push(difference);
      else more += 1;
    },
    count(further = 1) {
      checked += further;
    },
    result: () => ({
      name,
      checked,
      differences: more > 0 ? [...listed, `and ${more} more`] : listed,
    }),
  };
}
