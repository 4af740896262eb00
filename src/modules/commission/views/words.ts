import { timeAt } from '#platform/calendar/instants.ts';
import { centralZone } from '#platform/calendar/zones.ts';
import type { PageContext } from '#platform/ui/index.ts';

type Words = Pick<PageContext, 't' | 'format'>;

/** An instant in words, to the minute and by the clocks of the centre: `10 de diciembre de 2026, 10:00`. */
export function momentWords({ t, format }: Words, instant: Date): string {
  return t('commission:moment', { date: format.date(instant), time: timeAt(instant, centralZone) });
}

/** Of how many: `3 de 4`. */
export function shareWords({ t, format }: Words, value: number, of: number | null | undefined): string {
  return of === null || of === undefined
    ? format.integer(value)
    : t('commission:share', { value: format.integer(value), of: format.integer(of) });
}
