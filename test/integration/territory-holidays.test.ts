import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { checkDataSet } from '#platform/data-sets/check.ts';
import { loadDataSet } from '#platform/data-sets/load.ts';
import { holidayCalendar } from '../../src/modules/territory/index.ts';
import { holidaysDataSet } from '../../src/modules/territory/loader/holidays.ts';
import { csvRowsOf, mainOf } from '../support/reading.ts';
import { testSite } from '../support/site.ts';

const site = testSite();
const header = 'rule,from_year,to_year,state,name,source';
const input = (text: string) => ({ bytes: Buffer.from(text), source: 'prueba.csv', options: {} });
const daysOf = async (year: number, state?: string) =>
  csvRowsOf(await site.page(`/calendario.csv?anio=${year}${state ? `&entidad=${state}` : ''}`)).map(
    ({ dia }) => dia,
  );

describe('the shipped calendar', () => {
  it.each([
    [2006, ['01-01', '02-06', '03-21', '05-01', '09-16', '11-20', '12-01', '12-25']],
    [2018, ['01-01', '02-05', '03-19', '05-01', '09-16', '11-19', '12-01', '12-25']],
    [2024, ['01-01', '02-05', '03-18', '05-01', '09-16', '10-01', '11-18', '12-25']],
    [2026, ['01-01', '02-02', '03-16', '05-01', '09-16', '11-16', '12-25']],
    [2030, ['01-01', '02-04', '03-18', '05-01', '09-16', '10-01', '11-18', '12-25']],
  ])('of %i is that of the labour law', async (year, days) => {
    expect(await daysOf(year)).toEqual(days.map((day) => `${year}-${day}`));
  });

  it('is what terms are counted by', async () => {
    const holidays = (await holidayCalendar(site.services)).of('20');
    expect(holidays.has('2026-11-16')).toBe(true);
    expect(holidays.has('2026-11-20')).toBe(false);
  });
});

describe('/calendario', () => {
  it('shows a year with its source and says what it leaves out', async () => {
    const page = mainOf(await site.page('/calendario?anio=2026'));
    expect(page).toContain('Día de la Revolución');
    expect(page).toContain('16 de noviembre de 2026');
    expect(page).toContain('Ley Federal del Trabajo, art. 74');
    expect(page).toContain('lunes');
    expect(page).toContain('jueves y el viernes santos');
    expect(mainOf(await site.page('/en/calendario?anio=2026&entidad=oaxaca'))).toContain('in Oaxaca');
  });

  it('is a calendar for programs too', async () => {
    const response = await site.get('/calendario.ics?anio=2026');
    expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    const text = await response.text();
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(7);
    expect(text).toContain('DTSTART;VALUE=DATE:20261116');
    expect(JSON.parse(await site.page('/calendario.json?anio=2026'))).toHaveLength(7);
  });

  it.each(['anio=2005', 'anio=2101', 'anio=dosmil', 'anio=20260', 'entidad=atlantida'])(
    'says what is wrong with ?%s',
    async (query) => {
      const response = await site.get(`/calendario?${query}`);
      expect(response.status).toBe(400);
      expect(await response.text()).toContain(query.split('=')[1]);
      expect((await site.get(`/calendario.ics?${query}`)).status).toBe(400);
    },
  );
});

describe('a file of days of rest', () => {
  it('adds what an authority publishes for one state, and the page and the terms follow', async () => {
    const shipped = await readFile('data/territory/holidays.csv', 'utf8');
    const more = '2027-03-25,,,20,Jueves santo,Acuerdo del Gobierno de Oaxaca (ejemplo)\n';
    const { outcome } = await loadDataSet(site.services, holidaysDataSet, input(shipped + more));
    expect(outcome).toBe('loaded');
    await site.services.dataVersion.refresh();
    expect(await daysOf(2027, 'oaxaca')).toContain('2027-03-25');
    expect(await daysOf(2027, 'puebla')).not.toContain('2027-03-25');
    expect((await holidayCalendar(site.services)).of('20').has('2027-03-25')).toBe(true);
    expect((await holidayCalendar(site.services)).of('21').has('2027-03-25')).toBe(false);
    await loadDataSet(site.services, holidaysDataSet, input(shipped));
    await site.services.dataVersion.refresh();
    expect((await holidayCalendar(site.services)).of('20').has('2027-03-25')).toBe(false);
  });

  it('that is wrong is told of every cell, in both languages, and nothing of it is kept', async () => {
    const text = [
      header,
      '02-30,,,,Día,Ley',
      '12-25,2005,2101,,Día,Ley',
      '12-25,2026,2020,33,,',
      '12-24,,,,Día,Ley',
      '12-24,,,,Otro,Ley',
      '',
    ].join('\n');
    const { problems } = await checkDataSet(site.services, holidaysDataSet, input(text));
    expect(problems.map(({ row, column }) => `${row} ${column}`).sort()).toEqual([
      '2 rule',
      '3 from_year',
      '3 to_year',
      '4 name',
      '4 source',
      '4 state',
      '4 to_year',
      '6 rule',
    ]);
    expect(problems.every(({ es, message }) => es && message)).toBe(true);
    expect(await daysOf(2026)).toHaveLength(7);
  });

  it('without a column is refused', async () => {
    const { problems } = await checkDataSet(site.services, holidaysDataSet, input('rule,name\n12-25,x\n'));
    expect(problems.map(({ column }) => column)).toEqual(['from_year', 'to_year', 'state', 'source']);
  });
});
