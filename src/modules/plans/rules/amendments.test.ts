import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  amendableFields,
  changesBetween,
  daysOutside,
  missingToPublish,
  type Promised,
  type PromisedMilestone,
  publishesAlone,
  stages,
  takesCommitments,
  themes,
} from './index.ts';

const word = fc.stringMatching(/^[a-z]{1,8}$/);
const day = fc
  .integer({ min: 0, max: 1500 })
  .map((offset) => new Date(Date.UTC(2026, 0, 1) + offset * 86_400_000).toISOString().slice(0, 10));
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null });

const facts = fc.record({
  ...{ product: word, responsible: maybe(word), dueOn: maybe(day) },
  weight: fc.integer({ min: 1, max: 50_000 }).map((part) => part / 1000),
});

const promised: fc.Arbitrary<Promised> = fc.record({
  ...{ title: word, problem: maybe(word), goal: maybe(word), theme: maybe(fc.constantFrom(...themes)) },
  ...{ sdgTarget: maybe(fc.constantFrom('1.1', '16.7')), lead: maybe(word), counterpart: maybe(word) },
  ...{ supporting: fc.uniqueArray(word, { maxLength: 3 }), startsOn: maybe(day), dueOn: maybe(day) },
  milestones: fc
    .array(facts, { maxLength: 4 })
    .map((all) => all.map((one, at) => ({ ...one, id: `m${at}` }))),
});

/** What the second of two says, of the milestones that the first has, and more that are new. */
function following(before: Promised, after: Promised): Promised {
  const milestones = before.milestones.map(({ id }, at): PromisedMilestone => {
    const said = after.milestones[at] ?? before.milestones[at];
    return said ? { ...said, id } : { id, product: '', responsible: null, dueOn: null, weight: 1 };
  });
  const added = after.milestones.slice(before.milestones.length).map((one) => ({ ...one, id: null }));
  return { ...after, milestones: [...milestones, ...added] };
}

describe('the changes between two promises', () => {
  it('are none where nothing changes', () => {
    fc.assert(fc.property(promised, (one) => changesBetween(one, one).length === 0));
  });

  it('name each field once, and never the same value twice', () => {
    fc.assert(
      fc.property(promised, promised, (before, other) => {
        const changes = changesBetween(before, following(before, other));
        expect(changes.every((one) => one.before !== one.after)).toBe(true);
        const names = changes.map(({ milestone, field }) => `${milestone} ${field}`);
        expect(new Set(names).size).toBe(names.length);
      }),
    );
  });

  it('lead back the way they came', () => {
    fc.assert(
      fc.property(promised, promised, (before, other) => {
        const after = { ...other, milestones: before.milestones };
        const turned = changesBetween(after, before).map(({ before: from, after: to, ...rest }) => ({
          ...{ ...rest, before: to, after: from },
        }));
        expect(changesBetween(before, after)).toEqual(turned);
      }),
    );
  });

  it('find every single field', () => {
    const nothing: Promised = {
      ...{ title: 'a', problem: null, goal: null, theme: null, sdgTarget: null, lead: null },
      ...{ supporting: [], counterpart: null, startsOn: null, dueOn: null },
      milestones: [],
    };
    const all: Promised = {
      ...{ title: 'b', problem: 'c', goal: 'd', theme: 'health', sdgTarget: '6.1', lead: 'e' },
      ...{ supporting: ['f', 'g'], counterpart: 'h', startsOn: '2026-01-01', dueOn: '2026-02-01' },
      milestones: [{ id: null, product: 'i', responsible: null, dueOn: null, weight: 2 }],
    };
    const changes = changesBetween(nothing, all);
    expect(changes.filter(({ milestone }) => milestone === null).map(({ field }) => field)).toEqual([
      ...amendableFields,
    ]);
    expect(changes.filter(({ milestone }) => milestone === 0)).toMatchObject([
      { field: 'product', before: null, after: 'i' },
      { field: 'weight', before: null, after: '2' },
    ]);
  });
});

describe('what is written into a plan', () => {
  it('is published by itself only where commitments may still be written', () => {
    for (const stage of stages) if (publishesAlone(stage)) expect(takesCommitments(stage)).toBe(true);
    expect(stages.filter(publishesAlone)).toEqual(['published', 'implementation']);
    expect(takesCommitments('evaluation')).toBe(false);
    expect(takesCommitments('closed')).toBe(false);
  });

  it('lacks what it has not', () => {
    expect(missingToPublish({ lead: null, dueOn: null, milestones: 0 })).toEqual([
      'lead',
      'due',
      'milestones',
    ]);
    expect(missingToPublish({ lead: 'a', dueOn: '2026-01-01', milestones: 1 })).toEqual([]);
  });

  it('lies outside the period only where both are known', () => {
    const period = { from: '2026-01-01', to: '2026-12-31' };
    expect(daysOutside(period, { startsOn: '2025-12-31', dueOn: '2027-01-01' })).toEqual(['start', 'due']);
    expect(daysOutside(period, { startsOn: '2026-01-01', dueOn: '2026-12-31' })).toEqual([]);
    expect(daysOutside({ from: null, to: null }, { startsOn: '2025-12-31', dueOn: null })).toEqual([]);
  });
});
