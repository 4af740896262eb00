import { expect, it } from 'vitest';
import { asProblem } from './faults.ts';

it.each([
  ['40P01', 503, 'busy'],
  ['40001', 503, 'busy'],
  ['57014', 503, 'timeout'],
  ['57P01', 503, 'unavailable'],
  ['23505', 500, 'internal'],
])('takes the database’s %s for %i %s', (code, status, fault) => {
  const cause = Object.assign(new Error('said by the database'), { code });
  const { status: given, fault: known, detail } = asProblem(new Error('Failed query', { cause }));
  expect([given, known]).toEqual([status, fault]);
  expect(detail.es).not.toContain('database');
});
