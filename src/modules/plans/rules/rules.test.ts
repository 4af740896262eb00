import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Clocked,
  completions,
  countCompletions,
  entryConditions,
  isStepBack,
  joinProgress,
  maySecretariatBecome,
  movesFrom,
  type PlanFacts,
  progressPart,
  quartersUpTo,
  readQuarter,
  refuseMove,
  reminderOf,
  type Stage,
  secretariatMoves,
  secretariatStatuses,
  shares,
  silenceOf,
  stages,
  urgencyOf,
  weightedProgress,
} from './index.ts';

const day = (offset: number) =>
  new Date(Date.UTC(2026, 0, 1) + offset * 86_400_000).toISOString().slice(0, 10);
const anyDay = fc.integer({ min: -800, max: 800 }).map(day);
const completion = fc.option(fc.constantFrom(...completions), { nil: null });

const facts: fc.Arbitrary<PlanFacts> = fc.record({
  stage: fc.constantFrom(...stages),
  secretariat: fc.constantFrom(...secretariatStatuses),
  from: fc.option(anyDay, { nil: null }),
  to: fc.option(anyDay, { nil: null }),
  commitments: fc.array(
    fc.record({
      lead: fc.option(fc.constant('sep'), { nil: null }),
      dueOn: fc.option(anyDay, { nil: null }),
      milestones: fc.nat(3),
      reported: fc.boolean(),
      reviewed: fc.boolean(),
    }),
    { maxLength: 4 },
  ),
});

const ready: PlanFacts = {
  stage: 'diagnosis',
  secretariat: 'installed',
  from: '2026-01-01',
  to: '2027-12-31',
  commitments: [{ lead: 'sep', dueOn: '2027-01-01', milestones: 1, reported: true, reviewed: true }],
};
const entering = { document: 'https://example.test/plan.pdf', today: '2026-06-01', reason: null };

describe('the stages of a plan', () => {
  it('can all be reached from the first, and left again', () => {
    const reached = new Set<Stage>(['diagnosis']);
    for (const stage of reached) {
      for (const to of movesFrom(stage)) {
        if (refuseMove({ ...ready, stage }, to, { ...entering, reason: 'x' }) === undefined) reached.add(to);
      }
      expect(movesFrom(stage).length, stage).toBeGreaterThan(0);
    }
    expect([...reached].sort()).toEqual([...stages].sort());
  });

  it('are passed one by one, forward only when every condition holds, back only with a reason', () => {
    fc.assert(
      fc.property(facts, fc.constantFrom(...stages), anyDay, fc.boolean(), (plan, to, today, reasoned) => {
        const refusal = refuseMove(plan, to, { document: null, today, reason: reasoned ? 'why' : null });
        const distance = stages.indexOf(to) - stages.indexOf(plan.stage);
        if (Math.abs(distance) !== 1) expect(refusal).toEqual({ why: 'no-such-move' });
        else if (distance === -1) expect(refusal).toEqual(reasoned ? undefined : { why: 'reason' });
        else {
          const open = entryConditions(plan, to, { document: null, today }).filter(({ holds }) => !holds);
          expect(refusal?.why).toBe(open.length > 0 ? 'conditions' : undefined);
        }
      }),
    );
  });

  it('say which condition is missing', () => {
    const plan: PlanFacts = { ...ready, stage: 'co-creation', from: null };
    expect(refuseMove(plan, 'published', { ...entering, document: null })).toEqual({
      why: 'conditions',
      conditions: ['period', 'document'],
    });
    expect(isStepBack('closed', 'evaluation')).toBe(true);
    const early: PlanFacts = { ...ready, stage: 'published' };
    expect(refuseMove(early, 'implementation', { ...entering, today: '2025-12-31' })).toEqual({
      why: 'conditions',
      conditions: ['started'],
    });
  });
});

describe('a secretariat', () => {
  it('always has a way on, and never becomes unknown', () => {
    for (const from of secretariatStatuses) {
      expect(secretariatMoves(from).length).toBeGreaterThan(0);
      expect(maySecretariatBecome(from, 'unknown')).toBe(false);
      expect(maySecretariatBecome(from, from)).toBe(false);
    }
  });
});

describe('progress', () => {
  const weighed = fc.array(
    fc.record({ weight: fc.double({ min: 0.001, max: 1000, noNaN: true }), completion }),
  );

  it('lies between the least and the most that any milestone has, and knows what it does not know', () => {
    fc.assert(
      fc.property(weighed, (milestones) => {
        const { value, known, total, knownWeight } = weightedProgress(milestones);
        const done = milestones.flatMap((one) => (one.completion ? [shares[one.completion]] : []));
        expect(known).toBe(done.length);
        expect(total).toBe(milestones.length);
        expect(knownWeight).toBeGreaterThanOrEqual(0);
        expect(knownWeight).toBeLessThanOrEqual(1 + 1e-9);
        if (done.length === 0) expect(value).toBeNull();
        else {
          expect(value).toBeGreaterThanOrEqual(Math.min(...done) - 1e-9);
          expect(value).toBeLessThanOrEqual(Math.max(...done) + 1e-9);
        }
      }),
    );
  });

  it('is the weighted mean', () => {
    expect(
      weightedProgress([
        { weight: 3, completion: 'complete' },
        { weight: 1, completion: 'not-started' },
        { weight: 96, completion: null },
      ]),
    ).toEqual({ value: 0.75, known: 2, total: 3, knownWeight: 0.04 });
    expect(countCompletions(['complete', null, 'complete'])).toMatchObject({ complete: 2, unknown: 1 });
  });
});

describe('the clock', () => {
  // Every day is a working day here; what moves a date is tested with the calendar.
  const terms = { soonDays: 30, silentDays: 90 };
  const clock = { ...terms, runsOutOn: (dueOn: string) => dueOn };
  const commitment: Clocked = {
    state: '20',
    dueOn: '2026-03-01',
    completion: 'limited',
    lastUpdateOn: '2026-02-01',
    since: '2026-01-01',
    closed: false,
  };

  it('counts to the due date and past it', () => {
    const on = (today: string) => urgencyOf(commitment, today, clock);
    expect(on('2026-01-29')).toEqual({ state: 'ahead', days: 31 });
    expect(on('2026-01-30')).toEqual({ state: 'soon', days: 30 });
    expect(on('2026-03-01')).toEqual({ state: 'soon', days: 0 });
    expect(on('2026-03-02')).toEqual({ state: 'overdue', days: 1 });
    expect(urgencyOf({ ...commitment, completion: 'complete' }, '2027-01-01', clock)).toEqual({
      state: 'done',
    });
    expect(urgencyOf({ ...commitment, dueOn: null }, '2027-01-01', clock)).toEqual({
      state: 'no-date',
    });
  });

  it('hears silence', () => {
    expect(silenceOf(commitment, '2026-05-01', terms)).toBeNull();
    expect(silenceOf(commitment, '2026-05-02', terms)).toBe(90);
    expect(silenceOf({ ...commitment, lastUpdateOn: null }, '2026-04-01', terms)).toBe(90);
    expect(silenceOf({ ...commitment, lastUpdateOn: null, since: null }, '2030-01-01', terms)).toBeNull();
  });

  it('reminds 30, 7 and 0 days before and each week after, each once over any course of days', () => {
    const steps = new Set<string>();
    const sent: string[] = [];
    for (let offset = 0; offset <= 90; offset += 1) {
      const step = reminderOf(commitment, day(offset), clock);
      if (step && !steps.has(step)) {
        steps.add(step);
        sent.push(`${day(offset)} ${step}`);
      }
    }
    expect(sent.slice(0, 5)).toEqual([
      '2026-01-30 30',
      '2026-02-22 7',
      '2026-03-01 0',
      '2026-03-08 late-1',
      '2026-03-15 late-2',
    ]);
    expect(reminderOf({ ...commitment, closed: true }, '2026-03-01', clock)).toBeUndefined();
  });
});

describe('the progress of a plan', () => {
  const milestone = fc.record({ weight: fc.integer({ min: 1, max: 50 }), completion });
  const commitment = fc.record({ completion, milestones: fc.array(milestone, { maxLength: 5 }) });

  it('takes each commitment for the same, however many milestones it has and in whatever unit they weigh', () => {
    const small = progressPart({ completion: null, milestones: [{ weight: 1, completion: 'complete' }] });
    const large = progressPart({
      completion: null,
      milestones: [
        { weight: 500, completion: 'not-started' },
        { weight: 500, completion: 'not-started' },
      ],
    });
    expect(joinProgress([small, large])).toEqual({ value: 0.5, known: 3, total: 3, knownWeight: 1 });
  });

  it('goes by what is said of the whole where there are no milestones, and by nothing where nothing is said', () => {
    const said = progressPart({ completion: 'limited', milestones: [] });
    const unsaid = progressPart({ completion: null, milestones: [] });
    expect(joinProgress([said, unsaid]).value).toBeCloseTo(1 / 3);
    expect(joinProgress([unsaid])).toEqual({ value: null, known: 0, total: 1, knownWeight: 0 });
    expect(joinProgress([])).toEqual({ value: null, known: 0, total: 0, knownWeight: 0 });
  });

  it('lies between nothing and all, and is the same in whatever order', () => {
    fc.assert(
      fc.property(fc.array(commitment, { maxLength: 8 }), (all) => {
        const parts = all.map(progressPart);
        const { value, knownWeight, known, total } = joinProgress(parts);
        expect(value === null).toBe(known === 0);
        if (value !== null) {
          expect(value).toBeGreaterThanOrEqual(-1e-9);
          expect(value).toBeLessThanOrEqual(1 + 1e-9);
          expect(joinProgress(parts.toReversed()).value).toBeCloseTo(value);
        }
        expect(knownWeight).toBeLessThanOrEqual(1 + 1e-9);
        expect(known).toBeLessThanOrEqual(total);
      }),
    );
  });
});

describe('the quarters of a report', () => {
  it('are read as addresses write them, and nothing else is', () => {
    expect(readQuarter('2026-3')).toEqual({ year: 2026, quarter: 3 });
    for (const bad of ['2026-0', '2026-5', '2026', '1999-1', '2026-3 '])
      expect(readQuarter(bad)).toBeUndefined();
  });

  it('go back over the end of a year', () => {
    expect(quartersUpTo({ year: 2026, quarter: 2 }, 4)).toEqual([
      { year: 2026, quarter: 2 },
      { year: 2026, quarter: 1 },
      { year: 2025, quarter: 4 },
      { year: 2025, quarter: 3 },
    ]);
  });
});
