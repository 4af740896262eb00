import { describe, expect, it } from 'vitest';
import { lastDelivery } from './delivery-time.ts';

const last = (frequency: 'daily' | 'weekly', now: string) =>
  lastDelivery(frequency, new Date(now)).toISOString();

describe('letters of a day', () => {
  it('are due at eight in the morning in Mexico City', () => {
    expect(last('daily', '2026-11-23T13:59:59.999Z')).toBe('2026-11-22T14:00:00.000Z');
    expect(last('daily', '2026-11-23T14:00:00.000Z')).toBe('2026-11-23T14:00:00.000Z');
    expect(last('daily', '2026-11-24T13:59:00.000Z')).toBe('2026-11-23T14:00:00.000Z');
  });

  it('are due an hour earlier by the sun while summer time was kept, until 2022', () => {
    expect(last('daily', '2022-04-03T13:00:00.000Z')).toBe('2022-04-03T13:00:00.000Z');
    expect(last('daily', '2022-04-03T12:59:59.000Z')).toBe('2022-04-02T14:00:00.000Z');
    expect(last('daily', '2022-10-30T13:30:00.000Z')).toBe('2022-10-29T13:00:00.000Z');
    expect(last('daily', '2022-10-30T14:00:00.000Z')).toBe('2022-10-30T14:00:00.000Z');
  });

  it('are due on the last day of a year and on the first of the next', () => {
    expect(last('daily', '2027-01-01T05:59:00.000Z')).toBe('2026-12-31T14:00:00.000Z');
    expect(last('daily', '2027-01-01T13:59:00.000Z')).toBe('2026-12-31T14:00:00.000Z');
    expect(last('daily', '2027-01-01T14:00:00.000Z')).toBe('2027-01-01T14:00:00.000Z');
  });
});

describe('letters of a week', () => {
  it('are due on Mondays', () => {
    expect(last('weekly', '2026-11-23T13:59:00.000Z')).toBe('2026-11-16T14:00:00.000Z');
    expect(last('weekly', '2026-11-23T14:00:00.000Z')).toBe('2026-11-23T14:00:00.000Z');
    expect(last('weekly', '2026-11-29T23:00:00.000Z')).toBe('2026-11-23T14:00:00.000Z');
  });

  it('go by the day in Mexico City: Sunday evening there is Monday in Greenwich', () => {
    expect(last('weekly', '2026-11-30T05:00:00.000Z')).toBe('2026-11-23T14:00:00.000Z');
  });

  it('cross the end of a year and the changes of clocks', () => {
    expect(last('weekly', '2027-01-02T00:00:00.000Z')).toBe('2026-12-28T14:00:00.000Z');
    expect(last('weekly', '2022-04-04T12:59:00.000Z')).toBe('2022-03-28T14:00:00.000Z');
    expect(last('weekly', '2022-04-04T13:00:00.000Z')).toBe('2022-04-04T13:00:00.000Z');
    expect(last('weekly', '2022-11-01T00:00:00.000Z')).toBe('2022-10-31T14:00:00.000Z');
  });
});
