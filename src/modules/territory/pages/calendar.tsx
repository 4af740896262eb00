import { calendarFile } from '#platform/calendar/icalendar.ts';
import { publicOrigin } from '#platform/config/config.ts';
import { badRequest } from '#platform/errors/problem.ts';
import type { PageResult } from '#platform/http/results.ts';
import { csvFile, type FileRow, jsonFile } from '#platform/http/table-file.ts';
import type { PageRequest } from '#platform/module.ts';
import {
  Band,
  Breadcrumbs,
  type Column,
  DataTable,
  FilterForm,
  NextSteps,
  PageHeading,
  queryString,
  SelectField,
} from '#platform/ui/index.ts';
import { holidayCalendar } from '../calendar.ts';
import { stateInSentence, stateName } from '../names.ts';
import { calendarYears, type Holiday, holidaysOfYear, readStateAddress } from '../rules/index.ts';
import { listStates, type StateRow } from '../store.ts';
import { wayToStates } from '../views/ways-on.ts';

const path = '/calendario';

/** A year of the calendar of a place. */
interface Asked {
  year: number;
  state: StateRow | undefined;
  states: readonly StateRow[];
  days: readonly Holiday[];
}

function readYear({ query, services }: PageRequest): number {
  const typed = query.get('anio')?.trim();
  if (!typed) return Number(services.now().toISOString().slice(0, 4));
  const { first, last } = calendarYears;
  const year = /^\d{4}$/.test(typed) ? Number(typed) : Number.NaN;
  if (year >= first && year <= last) return year;
  throw badRequest(
    `«${typed.slice(0, 20)}» no es un año del calendario: va de ${first} a ${last}.`,
    `“${typed.slice(0, 20)}” is not a year of the calendar: it goes from ${first} to ${last}.`,
    'anio',
  );
}

function readState({ query }: PageRequest, states: readonly StateRow[]): StateRow | undefined {
  const typed = query.get('entidad')?.trim();
  if (!typed) return undefined;
  const address = readStateAddress(states, typed);
  if (address.kind !== 'unknown') return address.state;
  const known = (address.near.length > 0 ? address.near : states).map(({ slug }) => slug).join(', ');
  throw badRequest(
    `«${typed.slice(0, 60)}» no es un valor de entidad. Puedes usar: ${known}.`,
    `“${typed.slice(0, 60)}” is not a value of entidad. You can use: ${known}.`,
    'entidad',
  );
}

/** @throws Problem 400 where the address asks for a year or a state that there is not */
async function asked(request: PageRequest): Promise<Asked> {
  const states = await listStates(request.services.orm);
  const year = readYear(request);
  const state = readState(request, states);
  const { rules } = await holidayCalendar(request.services);
  return { year, state, states, days: holidaysOfYear(rules, year, state?.clave ?? null) };
}

function columnsOf({ t, format, lang }: PageRequest['page'], states: Asked['states']): Column<Holiday>[] {
  const names = new Intl.DateTimeFormat(lang, { weekday: 'long', timeZone: 'UTC' });
  return [
    {
      key: 'day',
      header: t('territory:calendar.columns.day'),
      cell: ({ day }) => <time datetime={day}>{format.day(day)}</time>,
    },
    {
      key: 'weekday',
      header: t('territory:calendar.columns.weekday'),
      cell: ({ day }) => names.format(new Date(day)),
    },
    {
      key: 'name',
      header: t('territory:calendar.columns.name'),
      cell: ({ name }) => <span lang="es-MX">{name}</span>,
    },
    {
      key: 'where',
      header: t('territory:calendar.columns.where'),
      cell({ state }) {
        const of = states.find(({ clave }) => clave === state);
        return of ? stateName(t, of) : t('territory:country');
      },
    },
    {
      key: 'source',
      header: t('territory:calendar.columns.source'),
      cell: ({ source }) => <span lang="es-MX">{source}</span>,
    },
  ];
}

/** The years that the form offers, the newest first: what was, and what terms of today may reach. */
function yearChoices({ services }: PageRequest, chosen: number): string[] {
  const last = Number(services.now().toISOString().slice(0, 4)) + 6;
  const years = Array.from({ length: last - 2014 }, (_, at) => last - at);
  return (years.includes(chosen) ? years : [chosen, ...years]).map(String);
}

/** `/calendario`: the days that do not count, of a year in a state, and how terms are counted. */
export async function calendarPage(request: PageRequest): Promise<PageResult> {
  const { page, query } = request;
  const { t, href } = page;
  const { year, state, states, days } = await asked(request);
  const files = queryString(query, {});
  return {
    kind: 'html',
    title: t('territory:calendar.title'),
    description: t('territory:calendar.description'),
    indexed: query.size === 0,
    main: (
      <>
        <Band>
          <Breadcrumbs items={[]} />
          <PageHeading title={t('territory:calendar.question')} lead={t('territory:calendar.lead')} />
          <DataTable
            id="dias"
            caption={
              state
                ? t('territory:calendar.captionState', { year, state: stateInSentence(t, state) })
                : t('territory:calendar.caption', { year })
            }
            columns={columnsOf(page, states)}
            rows={days}
            filter={
              <FilterForm label={t('territory:calendar.filter')} fields={['anio', 'entidad']}>
                <SelectField
                  name="anio"
                  label={t('territory:calendar.year')}
                  value={String(year)}
                  options={yearChoices(request, year).map((value) => ({ value, label: value }))}
                />
                <SelectField
                  name="entidad"
                  label={t('territory:state')}
                  empty={t('territory:calendar.allStates')}
                  value={state?.slug}
                  options={states
                    .toSorted((one, other) => (one.slug < other.slug ? -1 : 1))
                    .map((one) => ({ value: one.slug, label: stateName(t, one) }))}
                />
              </FilterForm>
            }
            empty={{ title: t('territory:calendar.none'), text: t('territory:calendar.noneText') }}
            downloads={[
              { href: href(`${path}.csv${files}`), format: 'CSV' },
              { href: href(`${path}.json${files}`), format: 'JSON' },
              { href: href(`${path}.ics${files}`), format: 'iCalendar' },
            ]}
          />
        </Band>
        <Band tone="papel">
          <h2>{t('territory:calendar.how.title')}</h2>
          <p>{t('territory:calendar.how.rest')}</p>
          <p>{t('territory:calendar.how.zone')}</p>
          <p>{t('territory:calendar.how.missing')}</p>
          <p>
            <a href={href(`${path}/reglas.csv`)}>{t('territory:calendar.rules')} (CSV)</a>
          </p>
        </Band>
        <Band>
          <NextSteps items={[wayToStates(page)]} />
        </Band>
      </>
    ),
  };
}

/** Where a day is one of rest, as files have it. */
const scopeOf = (state: string | null) => state ?? 'nacional';

const dayColumns = ['dia', 'nombre', 'ambito', 'fuente'];

function dayRows({ days }: Asked): FileRow[] {
  return days.map(({ day, name, state, source }) => ({
    dia: day,
    nombre: name,
    ambito: scopeOf(state),
    fuente: source,
  }));
}

/** `/calendario.csv?anio=2026&entidad=oaxaca` */
export async function calendarCsv(request: PageRequest): Promise<PageResult> {
  return csvFile('calendario.csv', dayColumns, dayRows(await asked(request)));
}

/** `/calendario.json?anio=2026&entidad=oaxaca` */
export async function calendarJson(request: PageRequest): Promise<PageResult> {
  return jsonFile(dayRows(await asked(request)));
}

/** `/calendario.ics?anio=2026&entidad=oaxaca`: the days of rest for calendar programs. */
export async function calendarIcs(request: PageRequest): Promise<PageResult> {
  const { page, services } = request;
  const { t, href } = page;
  const { days, state } = await asked(request);
  const place = state ? stateName(t, state) : t('territory:country');
  return calendarFile({
    name: t('territory:calendar.ics', { place }),
    events: days.map(({ day, name, source, state: of }) => ({
      ...{ uid: `holiday-${of ?? 'mx'}-${day}@tequio`, at: day, title: name, text: source },
      address: publicOrigin(services.config) + href(`${path}?anio=${day.slice(0, 4)}`),
      changed: new Date(`${day}T00:00:00Z`),
    })),
  });
}

const ruleColumns = ['regla', 'desde', 'hasta', 'ambito', 'nombre', 'fuente'];

async function ruleRows({ services }: PageRequest): Promise<FileRow[]> {
  const { rules } = await holidayCalendar(services);
  return rules.map(({ rule, fromYear, toYear, state, name, source }) => ({
    ...{ regla: rule, desde: fromYear, hasta: toYear },
    ...{ ambito: scopeOf(state), nombre: name, fuente: source },
  }));
}

/** `/calendario/reglas.csv`: the rules that all years are made of. */
export async function calendarRulesCsv(request: PageRequest): Promise<PageResult> {
  return csvFile('reglas.csv', ruleColumns, await ruleRows(request));
}

/** `/calendario/reglas.json` */
export async function calendarRulesJson(request: PageRequest): Promise<PageResult> {
  return jsonFile(await ruleRows(request));
}
