import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ClosingFacts,
  conflictOf,
  movesFrom,
  refuseAssessment,
  refuseClosing,
  refuseReopening,
  refuseReport,
  type Stage,
  type Standing,
  stages,
  voices,
} from './index.ts';

const anyFacts = fc.record({
  stage: fc.constantFrom(...stages),
  closed: fc.boolean(),
  reported: fc.boolean(),
});

/** Everything that can become of a commitment and its plan by one act that the rules allow. */
function next(facts: ClosingFacts): ClosingFacts[] {
  return [
    ...(refuseReport(facts) ? [] : [{ ...facts, reported: true }]),
    ...(refuseClosing(facts) ? [] : [{ ...facts, closed: true }]),
    ...(refuseReopening(facts, 'a reason') ? [] : [{ ...facts, closed: false }]),
    ...movesFrom(facts.stage).map((stage) => ({ ...facts, stage })),
  ];
}

const keyOf = ({ stage, closed, reported }: ClosingFacts) => `${stage} ${closed} ${reported}`;

/** All that can be reached from a state of affairs. */
function reachable(from: ClosingFacts): Map<string, ClosingFacts> {
  const seen = new Map([[keyOf(from), from]]);
  const open = [from];
  for (let facts = open.pop(); facts; facts = open.pop()) {
    for (const one of next(facts)) {
      if (seen.has(keyOf(one))) continue;
      seen.set(keyOf(one), one);
      open.push(one);
    }
  }
  return seen;
}

describe('closing a commitment', () => {
  it('leaves no state without a way out: from anywhere it can be closed, and opened again', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        for (const one of reachable(facts).values()) {
          const further = [...reachable(one).values()];
          expect(further.some(({ closed }) => closed)).toBe(true);
          expect(further.some(({ closed }) => !closed)).toBe(true);
        }
      }),
    );
  });

  it('needs the word of whoever answers for it, in a plan that is under way', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const allowed = refuseClosing(facts) === undefined;
        const stagesOfClosing: readonly Stage[] = ['implementation', 'evaluation'];
        expect(allowed).toBe(facts.reported && !facts.closed && stagesOfClosing.includes(facts.stage));
      }),
    );
  });

  it('silences whoever answers for it and nobody who follows it', () => {
    const closed = { stage: 'implementation', closed: true, reported: true } as const;
    expect(refuseReport(closed)).toBe('closed');
    expect(refuseAssessment(closed)).toBeUndefined();
    expect(refuseAssessment({ ...closed, stage: 'published' })).toBe('stage');
  });

  it('is undone with a reason while the plan is not closed', () => {
    fc.assert(
      fc.property(anyFacts, fc.option(fc.string({ minLength: 1 })), (facts, reason) => {
        const allowed = refuseReopening(facts, reason) === undefined;
        expect(allowed).toBe(facts.closed && facts.stage !== 'closed' && reason !== null);
      }),
    );
  });
});

describe('the three voices', () => {
  const anyStanding: fc.Arbitrary<Standing> = fc.record({
    facilitates: fc.boolean(),
    officer: fc.boolean(),
    represents: fc.boolean(),
    spoke: fc.subarray([...voices]),
  });

  it('are those of different people: after speaking in one nobody speaks in another', () => {
    fc.assert(
      fc.property(anyStanding, fc.constantFrom(...voices), (standing, voice) => {
        const others = voices.filter((one) => one !== voice);
        const after = { ...standing, spoke: [voice] };
        for (const other of others) expect(conflictOf(other, after)).toBeDefined();
      }),
    );
  });

  it('are closed to who stands on another side', () => {
    const nobody: Standing = { facilitates: false, officer: false, represents: false, spoke: [] };
    expect(conflictOf('reviewer', nobody)).toBeUndefined();
    expect(conflictOf('reviewer', { ...nobody, facilitates: true })).toBe('facilitator');
    expect(conflictOf('reviewer', { ...nobody, officer: true })).toBe('officer');
    expect(conflictOf('reviewer', { ...nobody, represents: true })).toBe('representative');
    expect(conflictOf('counterpart', nobody)).toBe('not-representative');
    expect(conflictOf('counterpart', { ...nobody, represents: true })).toBeUndefined();
    expect(conflictOf('counterpart', { ...nobody, represents: true, officer: true })).toBe('officer');
    expect(conflictOf('counterpart', { ...nobody, represents: true, facilitates: true })).toBe('facilitator');
    expect(conflictOf('officer', { ...nobody, officer: true })).toBeUndefined();
  });
});
