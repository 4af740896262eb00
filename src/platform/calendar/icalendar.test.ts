import { describe, expect, it } from 'vitest';
import { calendarFile } from './icalendar.ts';

const event = {
  uid: '2026-ordinaria-1@tequio.test',
  at: new Date('2026-11-23T16:00:00Z'),
  title: 'Sesión; la primera, de 2026',
  text: 'Uno\nDos',
  address: 'https://tequio.test/comision',
  changed: new Date('2026-11-01T10:00:00Z'),
};

describe('a calendar', () => {
  it('says when an event begins and ends, with signs that mean something written out', () => {
    const { body, contentType } = calendarFile({ name: 'Comisión', events: [{ ...event, minutes: 90 }] });
    expect(contentType).toBe('text/calendar; charset=utf-8');
    expect(body.split('\r\n')).toEqual(
      expect.arrayContaining([
        'DTSTART:20261123T160000Z',
        'DTEND:20261123T173000Z',
        'SUMMARY:Sesión\\; la primera\\, de 2026',
        'DESCRIPTION:Uno\\nDos',
        'STATUS:CONFIRMED',
      ]),
    );
    expect(body.endsWith('END:VCALENDAR\r\n')).toBe(true);
  });

  it('has whole days, across the end of a leap February', () => {
    const { body } = calendarFile({ name: 'x', events: [{ ...event, at: '2028-02-29', cancelled: true }] });
    expect(body).toContain('DTSTART;VALUE=DATE:20280229\r\nDTEND;VALUE=DATE:20280301\r\n');
    expect(body).toContain('STATUS:CANCELLED');
  });

  it('folds long lines at 75 bytes without cutting a character', () => {
    const { body } = calendarFile({ name: 'x', events: [{ ...event, title: 'ñandú '.repeat(40) }] });
    for (const line of body.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(body.replaceAll('\r\n ', '')).toContain('ñandú '.repeat(40).trim());
    expect(body).not.toContain('\ufffd');
  });
});
