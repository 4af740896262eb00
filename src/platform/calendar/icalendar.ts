import type { TextResult } from '../http/results.ts';
import { addDays, type Day } from './days.ts';

/** Something that stands in a calendar: at an instant, or on a whole day. */
export interface CalendarEvent {
  /** Stays the same for ever, so that a later version replaces the earlier one. */
  uid: string;
  at: Date | Day;
  /** How long it lasts; only for what begins at an instant. */
  minutes?: number;
  title: string;
  text?: string;
  place?: string;
  /** The whole address of its page. */
  address: string;
  /** When it was last changed: calendars take the newer of two. */
  changed: Date;
  /** Raised by every change. */
  sequence?: number;
  cancelled?: boolean;
}

const escaped = (text: string) =>
  text
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replace(/\r\n?|\n/g, '\\n')
    // Other control characters have no place in a calendar.
    .replace(/\p{Cc}/gu, ' ');

const instant = (date: Date) => `${date.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;

/** A line in parts of at most 75 bytes, never cut within a character (RFC 5545, 3.1). */
function folded(line: string): string {
  const parts: string[] = [];
  let part = '';
  for (const sign of line) {
    if (Buffer.byteLength(part + sign) > 75) {
      parts.push(part);
      part = ' ';
    }
    part += sign;
  }
  return [...parts, part].join('\r\n');
}

function when({ at, minutes = 60 }: CalendarEvent): string[] {
  if (typeof at === 'string') {
    const written = (day: Day) => day.replaceAll('-', '');
    return [`DTSTART;VALUE=DATE:${written(at)}`, `DTEND;VALUE=DATE:${written(addDays(at, 1))}`];
  }
  return [`DTSTART:${instant(at)}`, `DTEND:${instant(new Date(at.getTime() + minutes * 60_000))}`];
}

function eventLines(event: CalendarEvent): string[] {
  const { uid, title, text, place, address, changed, sequence = 0, cancelled = false } = event;
  return [
    'BEGIN:VEVENT',
    `UID:${escaped(uid)}`,
    `DTSTAMP:${instant(changed)}`,
    `LAST-MODIFIED:${instant(changed)}`,
    `SEQUENCE:${sequence}`,
    ...when(event),
    `SUMMARY:${escaped(title)}`,
    ...(text ? [`DESCRIPTION:${escaped(text)}`] : []),
    ...(place ? [`LOCATION:${escaped(place)}`] : []),
    `URL:${address}`,
    `STATUS:${cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    'END:VEVENT',
  ];
}

/** A calendar of one or more events (RFC 5545), to be opened or followed by calendar programs. */
export function calendarFile({
  name,
  events,
}: {
  name: string;
  events: readonly CalendarEvent[];
}): TextResult {
  const lines = [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Tequio//Tequio//ES', 'CALSCALE:GREGORIAN'],
    ...['METHOD:PUBLISH', `X-WR-CALNAME:${escaped(name)}`],
    ...events.flatMap(eventLines),
    'END:VCALENDAR',
  ];
  return {
    kind: 'text',
    contentType: 'text/calendar; charset=utf-8',
    body: `${lines.map(folded).join('\r\n')}\r\n`,
  };
}
