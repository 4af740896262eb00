import { describe, expect, it } from 'vitest';
import {
  agreementStates,
  covenantStates,
  deliverableStates,
  exhortationSteps,
  lineStates,
  movesOfAction,
  movesOfAgreement,
  movesOfCovenant,
  movesOfDeliverable,
  refuseStep,
  sessionMoves,
  sessionStates,
} from './index.ts';

/** What a state can become over any number of moves. */
function reachable<State extends string>(from: State, moves: (state: State) => readonly State[]): Set<State> {
  const seen = new Set([from]);
  for (const state of seen) for (const to of moves(state)) seen.add(to);
  return seen;
}

interface Machine<State extends string> {
  states: readonly State[];
  first: State;
  /** Where it may rest for good. */
  ends: readonly State[];
  moves(state: State): readonly State[];
}

function check<State extends string>({ states, first, ends, moves }: Machine<State>): void {
  expect([...reachable(first, moves)].sort()).toEqual([...states].sort());
  for (const state of states) {
    expect(moves(state), state).not.toContain(state);
    const further = reachable(state, moves);
    expect(
      ends.some((end) => further.has(end)),
      `${state} comes to an end`,
    ).toBe(true);
  }
}

describe('no state of the Commission is a trap: each can be reached, and from each there is a way to an end', () => {
  it('of a session, whose ends are final', () => {
    check({
      ...{ states: sessionStates, first: 'draft', moves: sessionMoves },
      ends: ['held', 'no-quorum', 'cancelled'],
    });
  });

  it('of an agreement', () => {
    check({
      ...{ states: agreementStates, first: 'open', moves: movesOfAgreement },
      ends: ['fulfilled', 'cancelled'],
    });
  });

  it('of a covenant', () => {
    check({ states: covenantStates, first: 'negotiation', moves: movesOfCovenant, ends: ['ended'] });
  });

  it('of what a covenant promises', () => {
    check({
      ...{ states: deliverableStates, first: 'pending', moves: movesOfDeliverable },
      ends: ['delivered', 'cancelled'],
    });
  });

  it('of an action of the work plan', () => {
    check({ states: lineStates, first: 'not-started', moves: movesOfAction, ends: ['done'] });
  });

  it('of an exhortation, which can go on to publication whatever steps were skipped', () => {
    const today = '2026-06-30';
    const steps = exhortationSteps.slice(1);
    for (let chosen = 0; chosen < 2 ** steps.length; chosen += 1) {
      const events = exhortationSteps
        .filter((step) => step === 'sent' || Math.floor(chosen / 2 ** steps.indexOf(step)) % 2 === 1)
        .map((step) => ({ step, on: `2026-0${exhortationSteps.indexOf(step) + 1}-01` }));
      const missing = exhortationSteps.filter((step) => events.every((event) => event.step !== step));
      for (const step of missing) {
        const on = `2026-0${exhortationSteps.indexOf(step) + 1}-01`;
        expect(refuseStep(events, { step, on }, today), `${step} of ${missing.join(' ')}`).toBeUndefined();
      }
    }
  });
});
