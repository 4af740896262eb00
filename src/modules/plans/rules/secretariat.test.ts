import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  afterMove,
  lastKnownDay,
  meetingProblem,
  moveProblem,
  neededFor,
  type SecretariatMove,
  type SecretariatStanding,
  secretariatMoves,
  secretariatStatuses,
  unknownSecretariat,
} from './index.ts';

const today = '2026-06-30';
const day = (offset: number) =>
  new Date(Date.UTC(2026, 0, 1) + offset * 86_400_000).toISOString().slice(0, 10);

const anyMove: fc.Arbitrary<SecretariatMove> = fc.record({
  to: fc.constantFrom(...secretariatStatuses),
  on: fc.integer({ min: -30, max: 200 }).map(day),
  hasDocument: fc.boolean(),
  reason: fc.option(fc.constant('Cambió el gobierno'), { nil: null }),
});

/** Every standing on the way that those of the moves take that the rules allow. */
function course(moves: readonly SecretariatMove[]): SecretariatStanding[] {
  const standings = [unknownSecretariat];
  for (const move of moves) {
    const now = standings.at(-1) ?? unknownSecretariat;
    if (moveProblem(now, move, today) === undefined) standings.push(afterMove(now, move));
  }
  return standings;
}

/** What holds of every move that is allowed. */
function expectStep(before: SecretariatStanding, after: SecretariatStanding): void {
  expect(secretariatMoves(before.status)).toContain(after.status);
  expect(after.status).not.toBe('unknown');
  expect((after.statusSince ?? '') >= (lastKnownDay(before) ?? '')).toBe(true);
  expect(after.installedOn).toBe(before.installedOn ?? after.installedOn);
  expect(after.declaredOn).toBe(before.declaredOn ?? after.declaredOn);
}

describe('the way of a secretariat', () => {
  it('goes forward in time, forgets no day, and can always go on', () => {
    fc.assert(
      fc.property(fc.array(anyMove, { maxLength: 40 }), (moves) => {
        const standings = course(moves);
        for (const [at, before] of standings.slice(0, -1).entries())
          expectStep(before, standings[at + 1] ?? before);
        for (const standing of standings) {
          if (standing.status === 'installed') expect(standing.installedOn).not.toBeNull();
          expect((standing.statusSince ?? today) <= today).toBe(true);
          const on = secretariatMoves(standing.status).some(
            (to) =>
              moveProblem(standing, { to, on: today, hasDocument: true, reason: 'x' }, today) === undefined,
          );
          expect(on).toBe(true);
        }
      }),
    );
  });

  it('is never moved without what shows it: a document where it begins, a reason where it changes or ends', () => {
    fc.assert(
      fc.property(fc.array(anyMove, { maxLength: 10 }), anyMove, (moves, move) => {
        const now = course(moves).at(-1) ?? unknownSecretariat;
        const bare = { ...move, hasDocument: false, reason: null };
        expect(moveProblem(now, bare, today)).toBeDefined();
        const shown =
          neededFor(move.to) === 'document' ? { ...bare, hasDocument: true } : { ...bare, reason: 'x' };
        const days = move.on <= today && move.on >= (lastKnownDay(now) ?? move.on);
        const allowed = secretariatMoves(now.status).includes(move.to) && days;
        expect(moveProblem(now, shown, today) === undefined).toBe(allowed);
      }),
    );
  });

  it('has meetings from its installation on, none of them in the future', () => {
    fc.assert(
      fc.property(fc.array(anyMove, { maxLength: 10 }), anyMove, (moves, { on }) => {
        const now = course(moves).at(-1) ?? unknownSecretariat;
        const problem = meetingProblem(now, on, today);
        if (on > today) expect(problem).toBeDefined();
        if (problem === undefined && now.installedOn !== null) expect(on >= now.installedOn).toBe(true);
        if (now.status === 'unknown' || (now.status === 'declared' && now.installedOn === null))
          expect(problem).toBe('not-installed');
      }),
    );
  });
});
