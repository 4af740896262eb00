import { describe, expect, it } from 'vitest';
import { type DraftFacts, draftLengths, mostMilestones, refuseDraft } from './drafts.ts';

const milestone = { product: 'Padrón', responsible: null, dueOn: null, weight: 1 };
const draft: DraftFacts = {
  ...{ number: '1', title: 'Medicinas a la vista', problem: null, goal: null, theme: null, sdgTarget: null },
  ...{ lead: null, supporting: [], startsOn: '2028-02-29', dueOn: '2028-03-01', milestones: [milestone] },
};
const faults = (change: Partial<DraftFacts>) =>
  refuseDraft({ ...draft, ...change }).map(({ field, why, milestone: at }) => [field, why, at]);

describe('a commitment as somebody writes it', () => {
  it('may be nothing but a number and a title', () => {
    expect(faults({ startsOn: null, dueOn: null, milestones: [] })).toEqual([]);
  });

  it.each(['1', '42', '999', 'P1'])('may have the number %s', (number) => {
    expect(faults({ number })).toEqual([]);
  });

  it.each(['', '0', '01', '1000', 'p1', 'P', '1.5', '-1', '1\n'])('may not have the number %j', (number) => {
    expect(faults({ number })).toEqual([['number', 'number', undefined]]);
  });

  it.each(['1.1', '16.7', '16.10', '17.19', '16.b'])('may have the SDG target %s', (sdgTarget) => {
    expect(faults({ sdgTarget })).toEqual([]);
  });

  it.each(['16', '18.1', '0.1', '16.0', '16.20', '16.e', '16,7'])('has no SDG target %s', (sdgTarget) => {
    expect(faults({ sdgTarget })).toEqual([['sdgTarget', 'sdg', undefined]]);
  });

  it('is due on the day it starts at the earliest', () => {
    expect(faults({ dueOn: '2028-02-29' })).toEqual([]);
    expect(faults({ dueOn: '2028-02-28' })).toEqual([['dueOn', 'due-before-start', undefined]]);
  });

  it('has no institution that answers for it and helps with it', () => {
    expect(faults({ lead: 'a', supporting: ['b', 'a'] })).toEqual([['supporting', 'lead-helps', undefined]]);
  });

  it('has texts of a length', () => {
    expect(faults({ title: 'x'.repeat(draftLengths.title) })).toEqual([]);
    expect(faults({ title: 'x'.repeat(draftLengths.title + 1), goal: 'x'.repeat(4001) })).toEqual([
      ['title', 'long', undefined],
      ['goal', 'long', undefined],
    ]);
    expect(faults({ title: '  ' })).toEqual([['title', 'empty', undefined]]);
  });

  it('tells which of its milestones are wrong, all of them', () => {
    const milestones = [
      { ...milestone, dueOn: '2028-03-02' },
      { ...milestone, dueOn: '2028-03-01', weight: 0.001 },
      { ...milestone, product: ' ', dueOn: '2028-02-28', weight: 0 },
      { ...milestone, weight: Number.NaN },
      { ...milestone, weight: 100_000 },
      { ...milestone, weight: 0.0004 },
    ];
    expect(faults({ milestones })).toEqual([
      ['dueOn', 'due-after-commitment', 0],
      ['product', 'empty', 2],
      ['dueOn', 'due-before-commitment', 2],
      ['weight', 'weight', 2],
      ['weight', 'weight', 3],
      ['weight', 'weight', 4],
      ['weight', 'weight', 5],
    ]);
  });

  it('has a number of milestones that people can follow', () => {
    const milestones = Array.from({ length: mostMilestones + 1 }, () => milestone);
    expect(faults({ milestones })).toEqual([['milestones', 'too-many', undefined]]);
  });
});
