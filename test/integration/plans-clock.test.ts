import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '#platform/calendar/days.ts';
import { bumpDataVersion } from '#platform/database/data-version.ts';
import type { Services } from '#platform/services.ts';
import { calendarOf } from '../../src/modules/plans/board/calendar.ts';
import { commitmentPath, silenceOf, urgencyOf } from '../../src/modules/plans/rules/index.ts';
import { commitmentsByIds } from '../../src/modules/plans/store/commitments.ts';
import { countCommitments, listCommitments, urgencies } from '../../src/modules/plans/store/listing.ts';
import { createPlan } from '../support/plans.ts';
import { csvRowsOf, mainOf } from '../support/reading.ts';
import { createTestSite } from '../support/site.ts';
import { openTestServices } from '../support/stores.ts';

let services: Services;
let now = new Date('2026-11-23T16:00:00Z');

/** One state in each time zone, with Baja California, which follows its neighbour's summer time. */
const states = ['02', '03', '20', '23', '26'];
/** Saturday; the Monday in place of 20 November is a day of rest. */
const saturday = '2026-11-14';
let saturdayId = '';

beforeAll(async () => {
  const opened = await openTestServices({ prepared: true, config: { publicUrl: 'http://tequio.test' } });
  services = { ...opened, now: () => now };
  for (const state of states) {
    const promised = Array.from({ length: 90 }, (_, at) => ({
      ...{ number: String(at + 1), title: `Compromiso ${at + 1}`, lead: `institucion-${state}` },
      dueOn: at % 15 === 14 ? null : addDays('2026-10-10', at),
      completion: at % 11 === 10 ? ('complete' as const) : null,
    }));
    const { ids } = await createPlan(services.orm, { state, edition: 90, now }, promised);
    const at = promised.findIndex(({ dueOn }) => dueOn === saturday);
    if (state === '20') saturdayId = ids[at] ?? '';
  }
  await bumpDataVersion(services.orm);
  await services.dataVersion.refresh();
});
afterAll(async () => {
  await services.jobs.close();
  await services.database.close();
});

const everything = { sort: 'plan', direction: 'asc', offset: 0, limit: 100_000 } as const;

describe('a query of many', () => {
  it.each([
    '2026-11-13T18:00:00Z',
    // Midnight has passed in Cancún alone; then everywhere but in Tijuana.
    '2026-11-14T05:30:00Z',
    '2026-11-14T07:30:00Z',
    '2026-11-15T12:00:00Z',
    '2026-11-16T23:00:00Z',
    '2026-11-17T05:10:00Z',
    '2026-11-17T06:10:00Z',
    '2026-11-18T07:10:00Z',
    // The clocks of Tijuana change on 1 November.
    '2026-11-01T07:30:00Z',
    '2026-11-02T07:30:00Z',
    '2027-01-01T06:30:00Z',
    '2027-01-04T15:00:00Z',
  ])('says at %s of every commitment what the rule says of it', async (instant) => {
    now = new Date(instant);
    const calendar = await calendarOf(services);
    const all = await listCommitments(services.orm, {}, calendar, everything);
    for (const urgency of urgencies) {
      const found = await listCommitments(services.orm, { urgency }, calendar, everything);
      const expected = all.filter((row) => {
        const today = calendar.todayIn(row.state);
        return urgency === 'silent'
          ? silenceOf(row, today, calendar) !== null
          : urgencyOf(row, today, calendar).state === urgency;
      });
      expect(found.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
      expect(await countCommitments(services.orm, { urgency }, calendar)).toBe(expected.length);
    }
  });
});

describe('a commitment due on a Saturday before a Monday of rest', () => {
  const site = () => createTestSite(services);
  const at = async (instant: string) => {
    now = new Date(instant);
    await bumpDataVersion(services.orm);
    await services.dataVersion.refresh();
  };
  const said = async () => {
    const page = mainOf(await site().page(commitmentPath(saturdayId)));
    const answer = JSON.parse(await site().page(`/api/v1/commitments/${saturdayId}`));
    const rows = csvRowsOf(await site().page('/compromisos.csv?entidad=oaxaca'));
    return { page, answer, row: rows.find(({ id }) => id === saturdayId) };
  };

  it('runs until Tuesday by every way to look at it', async () => {
    await at('2026-11-17T20:00:00Z');
    const { page, answer, row } = await said();
    expect(page).toContain('vence hoy');
    expect(page).toContain(
      'La fecha del plan, 14 de noviembre de 2026, es inhábil: el plazo corre hasta el 17 de noviembre de 2026.',
    );
    expect(page).toContain('href="/calendario"');
    expect(answer).toMatchObject({ due_on: saturday, runs_out_on: '2026-11-17' });
    expect(row).toMatchObject({ vence: saturday, vence_habil: '2026-11-17', plazo: 'por-vencer', dias: '0' });
  });

  it('is late from Wednesday on, by a day', async () => {
    await at('2026-11-18T20:00:00Z');
    const { page, row } = await said();
    expect(page).toContain('vencido desde ayer');
    expect(row).toMatchObject({ plazo: 'vencido', dias: '1' });
    const listed = csvRowsOf(await site().page('/compromisos.csv?entidad=oaxaca&plazo=vencido'));
    expect(listed.map(({ id }) => id)).toContain(saturdayId);
  });

  it.each(['/planes/oaxaca/90', '/planes/oaxaca', `/compromisos/{id}`])(
    'says so in the calendar of %s',
    async (path) => {
      const text = await site().page(`${path.replace('{id}', saturdayId)}/vencimientos.ics`);
      const event = text
        .replaceAll('\r\n ', '')
        .split('BEGIN:VEVENT')
        .find((part) => part.includes(`commitment-${saturdayId}`));
      expect(event).toContain('DTSTART;VALUE=DATE:20261114');
      expect(event).toContain('el plazo corre hasta el 17 de noviembre de 2026');
    },
  );

  it('says so in the calendar of an institution, and says nothing where the date is a working day', async () => {
    const text = (await site().page('/compromisos.ics?institucion=institucion-20')).replaceAll('\r\n ', '');
    const [row] = await commitmentsByIds(services.orm, [saturdayId]);
    const events = text.split('BEGIN:VEVENT').slice(1);
    expect(events.length).toBeGreaterThan(70);
    expect(events.find((part) => part.includes(`commitment-${row?.id}`))).toContain('el plazo corre hasta');
    expect(events.find((part) => part.includes('DTSTART;VALUE=DATE:20261117'))).not.toContain(
      'el plazo corre',
    );
  });
});
