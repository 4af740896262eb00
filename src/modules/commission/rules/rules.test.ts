import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Attendant,
  agreementClock,
  agreementCode,
  agreementStates,
  atTable,
  ballots,
  congressOf,
  covenantStates,
  deliverableStates,
  exhortationSteps,
  fulfilment,
  furthestStep,
  hasQuorum,
  isAgreementCode,
  isLateCall,
  isLineCode,
  isOpen,
  lineStateOf,
  lineStates,
  mayHaveMinutes,
  movesOfAction,
  movesOfAgreement,
  movesOfCovenant,
  movesOfDeliverable,
  quarterlyDuty,
  quorumNow,
  quorumOf,
  readSessionSlug,
  refuseBallots,
  refuseStep,
  renewalAlarm,
  resultOf,
  sessionKinds,
  sessionMoves,
  sessionSlug,
  sessionStates,
  tallyOf,
} from './index.ts';

describe('a session', () => {
  it('moves to states there are, and can always come to an end', () => {
    const ends = sessionStates.filter((state) => sessionMoves(state).length === 0);
    expect(ends).toEqual(['held', 'no-quorum', 'cancelled']);
    const reaches = (from: (typeof sessionStates)[number]): boolean =>
      ends.includes(from) || sessionMoves(from).some(reaches);
    for (const state of sessionStates) expect(reaches(state), state).toBe(true);
  });

  it('has a quorum with more than half of those who vote, and never without seats', () => {
    expect([1, 2, 3, 4, 33].map(quorumOf)).toEqual([1, 2, 2, 3, 17]);
    expect(hasQuorum(0, 0)).toBe(false);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), fc.nat(100), (seats, present) => {
        expect(hasQuorum(seats, present)).toBe(present * 2 > seats);
      }),
    );
  });

  it('is called late when less than the days before it are left, to the millisecond', () => {
    const notice = { ordinary: 5, extraordinary: 1 };
    const startsAt = new Date('2026-11-23T16:00:00Z');
    const late = (calledAt: string | null, kind: 'ordinary' | 'extraordinary' = 'ordinary') =>
      isLateCall({ kind, startsAt, calledAt: calledAt === null ? null : new Date(calledAt) }, notice);
    expect(late('2026-11-18T16:00:00Z')).toBe(false);
    expect(late('2026-11-18T16:00:00.001Z')).toBe(true);
    expect(late('2026-11-22T10:00:00Z', 'extraordinary')).toBe(false);
    expect(late(null)).toBe(true);
  });

  it('counts natural days: a weekend, a day of rest and a change of the clocks are days as any other', () => {
    const notice = { ordinary: 5, extraordinary: 1 };
    const late = (calledAt: string, startsAt: string) =>
      isLateCall({ kind: 'ordinary', calledAt: new Date(calledAt), startsAt: new Date(startsAt) }, notice);
    // Called on a Friday for a Wednesday, over a weekend and the Monday in place of 20 November.
    expect(late('2026-11-13T16:00:00Z', '2026-11-18T16:00:00Z')).toBe(false);
    expect(late('2026-11-14T16:00:00Z', '2026-11-18T16:00:00Z')).toBe(true);
    expect(late('2026-12-30T16:00:00Z', '2027-01-04T16:00:00Z')).toBe(false);
    expect(late('2028-02-26T16:00:00Z', '2028-03-02T16:00:00Z')).toBe(false);
  });

  it('decides by more for than against', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...ballots)), (list) => {
        const tally = tallyOf(list);
        expect(tally.for + tally.against + tally.abstain).toBe(list.length);
        const result = resultOf(tally);
        expect(result === 'approved').toBe(tally.for > tally.against);
        expect(result === 'tied').toBe(tally.for === tally.against);
      }),
    );
  });

  it('is owed in every quarter', () => {
    const held = { id: 'a', kind: 'ordinary', state: 'held', year: 2025, quarter: 4 } as const;
    const others = [
      { ...held, id: 'b', kind: 'extraordinary', year: 2026, quarter: 1 },
      { ...held, id: 'c', state: 'no-quorum', year: 2026, quarter: 1 },
    ] as const;
    const strip = quarterlyDuty([held, ...others], { year: 2025, quarter: 4 }, { year: 2026, quarter: 2 });
    expect(strip.map(({ year, quarter, state }) => `${year}-${quarter} ${state}`)).toEqual([
      '2025-4 met',
      '2026-1 missed',
      '2026-2 due',
    ]);
  });
});

describe('what is followed up', () => {
  it('always has a way on', () => {
    for (const state of agreementStates) expect(movesOfAgreement(state).length).toBeGreaterThan(0);
    for (const state of covenantStates) expect(movesOfCovenant(state).length).toBeGreaterThan(0);
    for (const state of deliverableStates) expect(movesOfDeliverable(state).length).toBeGreaterThan(0);
  });

  it('is kept, late, open or overdue', () => {
    const agreement = { state: 'fulfilled', dueOn: '2026-03-31', fulfilledOn: '2026-03-31' } as const;
    expect(agreementClock(agreement, '2026-05-01')).toBe('on-time');
    expect(agreementClock({ ...agreement, fulfilledOn: '2026-04-01' }, '2026-05-01')).toBe('late');
    const open = { ...agreement, state: 'open', fulfilledOn: null } as const;
    expect(agreementClock(open, '2026-03-31')).toBe('open');
    expect(agreementClock(open, '2026-04-01')).toBe('overdue');
    expect(isOpen('in-progress')).toBe(true);
    expect(fulfilment([agreement, open, { ...open, dueOn: '2027-01-01' }], '2026-06-01')).toEqual({
      ...{ due: 2, kept: 1, rate: 0.5 },
    });
    expect(fulfilment([{ ...open, state: 'cancelled' }], '2026-06-01').rate).toBeNull();
  });

  it('warns before a covenant ends', () => {
    const covenant = { state: 'in-force', to: '2026-12-31', renewalDays: 60 } as const;
    expect(renewalAlarm(covenant, '2026-11-01')).toBe('soon');
    expect(renewalAlarm(covenant, '2026-10-31')).toBe('none');
    expect(renewalAlarm(covenant, '2027-01-01')).toBe('expired');
    expect(renewalAlarm({ ...covenant, state: 'ended' }, '2027-01-01')).toBe('none');
  });

  it('follows an exhortation in order, with steps that may be skipped', () => {
    const sent = { step: 'sent', on: '2026-01-10' } as const;
    const presented = { step: 'presented', on: '2026-03-01' } as const;
    expect(refuseStep([], presented, '2026-06-01')).toBe('not-sent');
    expect(refuseStep([sent], presented, '2026-06-01')).toBeUndefined();
    expect(refuseStep([sent], { step: 'answered', on: '2026-01-09' }, '2026-06-01')).toBe('order');
    expect(refuseStep([sent, presented], { step: 'answered', on: '2026-04-01' }, '2026-06-01')).toBe('order');
    expect(refuseStep([sent], sent, '2026-06-01')).toBe('twice');
    expect(refuseStep([sent], { step: 'answered', on: '2026-06-02' }, '2026-06-01')).toBe('future');
    expect(furthestStep(['presented', 'sent'])).toBe('presented');
    expect(furthestStep([])).toBeUndefined();
  });

  it('accepts steps only so that their days stay in order', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({ step: fc.constantFrom(...exhortationSteps), day: fc.integer({ min: 1, max: 28 }) }),
        ),
        (tries) => {
          const events: { step: (typeof exhortationSteps)[number]; on: string }[] = [];
          for (const { step, day } of tries) {
            const next = { step, on: `2026-02-${String(day).padStart(2, '0')}` };
            if (refuseStep(events, next, '2026-02-28') === undefined) events.push(next);
          }
          const sorted = [...events].sort(
            (a, b) => exhortationSteps.indexOf(a.step) - exhortationSteps.indexOf(b.step),
          );
          const days = sorted.map(({ on }) => on);
          expect(days).toEqual([...days].sort());
          expect(new Set(events.map(({ step }) => step)).size).toBe(events.length);
        },
      ),
    );
  });
});

describe('what addresses say', () => {
  it('names each session once, and nothing else', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1000, max: 9999 }),
        fc.constantFrom(...sessionKinds),
        fc.integer({ min: 1, max: 9999 }),
        (year, kind, number) => {
          const key = { year, kind, number };
          expect(readSessionSlug(sessionSlug(key))).toEqual(key);
        },
      ),
    );
    for (const text of ['2026-ordinaria-0', '2026-ordinaria-01', '2026-x-1', '26-ordinaria-1', ''])
      expect(readSessionSlug(text), text).toBeUndefined();
  });

  it('names agreements, lines and Congresses', () => {
    expect(agreementCode(2026, 7)).toBe('CGA-2026-07');
    expect(isAgreementCode(agreementCode(2026, 123))).toBe(true);
    expect(isAgreementCode('CGA-2026-7')).toBe(false);
    expect(['O1', 'O7', 'L1', 'L18'].every(isLineCode)).toBe(true);
    expect(['O0', 'O8', 'L0', 'L19', 'l1', 'L01'].some(isLineCode)).toBe(false);
    expect(congressOf('Oaxaca')).toBe('Congreso del Estado de Oaxaca');
    expect(congressOf('Estado de México')).toBe('Congreso del Estado de México');
    expect(congressOf('Ciudad de México')).toBe('Congreso de la Ciudad de México');
  });
});

describe('what may be done with a session', () => {
  it('has minutes once it is over, held or not', () => {
    expect(sessionStates.filter(mayHaveMinutes)).toEqual(['held', 'no-quorum']);
  });

  const seat = (name: string, more: Partial<Attendant> = {}): Attendant => ({
    ...{ seat: name, votes: true, present: true, left: false },
    ...more,
  });

  it('takes one ballot of each seat that votes and is there, while there is a quorum', () => {
    const table = [
      ...[seat('a'), seat('b'), seat('c', { present: false })],
      ...[seat('d', { votes: false }), seat('e', { left: true })],
    ];
    expect(quorumNow(table)).toEqual({ voting: 4, needed: 3, present: 2, reached: false });
    expect(refuseBallots(['a'], table)).toBe('quorum-lost');
    const back = [...table.slice(0, 4), seat('e')];
    expect(refuseBallots(['a', 'b', 'e'], back)).toBeUndefined();
    expect(refuseBallots(['a', 'c'], back)).toBe('absent');
    expect(refuseBallots(['e'], [...back.slice(0, 4), seat('e', { left: true })])).toBe('absent');
    expect(refuseBallots(['d'], back)).toBe('not-member');
    expect(refuseBallots(['x'], back)).toBe('not-member');
    expect(refuseBallots(['a', 'a'], back)).toBe('twice');
    expect(refuseBallots([], [])).toBe('quorum-lost');
  });

  it('decides nothing that too few, strangers or those who left would decide, however people come and go', () => {
    const seats = ['a', 'b', 'c', 'd', 'e', 'no-vote'];
    const move = fc.record({
      does: fc.constantFrom('comes', 'leaves', 'votes'),
      who: fc.subarray([...seats, 'stranger']),
    });
    const after = (table: readonly Attendant[], does: string, who: readonly string[]) =>
      table.map((one) => {
        if (!who.includes(one.seat) || does === 'votes') return one;
        return does === 'comes' ? { ...one, present: true, left: false } : { ...one, left: one.present };
      });
    fc.assert(
      fc.property(fc.array(move, { maxLength: 30 }), (moves) => {
        let table = seats.map((name) => seat(name, { votes: name !== 'no-vote', present: false }));
        let cast: string[] = [];
        for (const { does, who } of moves) {
          table = after(table, does, who);
          const there = atTable(table).map((one) => one.seat);
          const { present, reached } = quorumNow(table);
          expect(present).toBe(there.filter((name) => name !== 'no-vote').length);
          expect(reached).toBe(present >= 3);
          if (does === 'leaves') cast = cast.filter((name) => !who.includes(name));
          if (does === 'votes' && refuseBallots(who, table) === undefined) {
            expect(reached).toBe(true);
            cast = [...who];
          }
          expect(there.filter((name) => name !== 'no-vote')).toEqual(expect.arrayContaining(cast));
        }
      }),
    );
  });
});

describe('a line of the work plan', () => {
  it('is as far as its actions, and unknown without any', () => {
    expect(lineStateOf([])).toBeUndefined();
    expect(lineStateOf([{ state: 'not-started' }])).toBe('not-started');
    expect(lineStateOf([{ state: 'not-started' }, { state: 'done' }])).toBe('under-way');
    expect(lineStateOf([{ state: 'done' }])).toBe('done');
    for (const state of lineStates) expect(movesOfAction(state).length).toBeGreaterThan(0);
  });
});
