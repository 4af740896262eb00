import { findInstitutions, type StateRow } from '#modules/territory/index.ts';
import { dayAt } from '#platform/calendar/days.ts';
import { zoneOf } from '#platform/calendar/zones.ts';
import { publicOrigin } from '#platform/config/config.ts';
import type { PageResult } from '#platform/http/results.ts';
import { csvFile, type FileRow, type FileSheet, jsonFile, xlsxFile } from '#platform/http/table-file.ts';
import { type Translate, translator } from '#platform/i18n/i18n.ts';
import type { PageRequest, PageRoute } from '#platform/module.ts';
import { calendarOf } from '../board/calendar.ts';
import { type ReportedCommitment, reportOfPlan } from '../board/plan.ts';
import { commitmentPath, evidencePath } from '../rules/index.ts';
import {
  type AmendmentRow,
  type CommitmentRow,
  listAmendmentsOf,
  listResistancesOf,
  type ResistanceRow,
} from '../store/commitments.ts';
import { publishedCommitmentsOf } from '../store/published.ts';
import { amendedFields } from '../views/commitment-record.tsx';
import { completionName, themeName } from '../views/words.tsx';
import { findPlan } from './find-state.tsx';

/** What all sheets of a plan are written from. */
interface Told {
  t: Translate;
  state: StateRow;
  /** The address of a page of ours, whole: a workbook leaves the site. */
  address(path: string): string;
  reported: readonly ReportedCommitment[];
  rows: ReadonlyMap<string, CommitmentRow>;
  institutions: ReadonlyMap<string, string>;
  amendments: ReadonlyMap<string, readonly AmendmentRow[]>;
  resistances: ReadonlyMap<string, readonly ResistanceRow[]>;
}

/** What an amendment changed, in words. */
function fieldName(t: Translate, field: string): string {
  const known = amendedFields.find((name) => name === field);
  return known ? t(`plans:commitment.fields.${known}`) : field;
}

const dayOf = ({ state }: Told, at: Date) => dayAt(at, zoneOf(state.clave));

/** A sheet whose columns are called by the words of the page. */
function sheetOf<Key extends string>(
  name: string,
  columns: readonly (readonly [key: Key, header: string])[],
  rows: readonly (FileRow & Readonly<Record<Key, unknown>>)[],
): FileSheet {
  return { name, columns: columns.map(([key, header]) => ({ key, header })), rows };
}

function commitmentSheet(told: Told): FileSheet {
  const { t, reported, rows, institutions, address } = told;
  const nameOf = (slug: string) => institutions.get(slug) ?? slug;
  return sheetOf(
    t('plans:list.title'),
    [
      ['number', t('imports:workbook.number')],
      ['title', t('plans:commitment.fields.title')],
      ['problem', t('plans:commitment.fields.problem')],
      ['goal', t('plans:commitment.fields.goal')],
      ['theme', t('plans:commitment.fields.theme')],
      ['sdg', t('plans:commitment.fields.sdg_target')],
      ['lead', t('plans:commitment.fields.lead')],
      ['supporting', t('plans:commitment.fields.supporting')],
      ['counterpart', t('plans:commitment.fields.counterpart')],
      ['startsOn', t('plans:commitment.fields.starts_on')],
      ['dueOn', t('plans:commitment.fields.due_on')],
      ['completion', t('plans:list.columns.completion')],
      ['source', t('plans:source')],
      ['page', t('imports:workbook.page')],
    ],
    reported.flatMap(({ commitment: { id } }) => {
      const row = rows.get(id);
      if (!row) return [];
      return {
        ...{ number: row.number, title: row.title, problem: row.problem, goal: row.goal },
        theme: row.theme && themeName(t, row.theme),
        sdg: row.sdgTarget,
        lead: row.lead && nameOf(row.lead),
        supporting: row.supporting.map(nameOf).join('; ') || null,
        ...{ counterpart: row.counterpart, startsOn: row.startsOn, dueOn: row.dueOn },
        completion: row.completion && completionName(t, row.completion),
        source: row.source,
        page: address(commitmentPath(id)),
      };
    }),
  );
}

function milestoneSheet({ t, reported }: Told): FileSheet {
  return sheetOf(
    t('plans:plan.milestones'),
    [
      ['commitment', t('plans:list.columns.commitment')],
      ['number', t('imports:workbook.milestone')],
      ['product', t('plans:commitment.milestones.product')],
      ['responsible', t('plans:commitment.milestones.responsible')],
      ['dueOn', t('plans:commitment.fields.due_on')],
      ['weight', t('plans:commitment.milestones.weight')],
      ['completion', t('plans:list.columns.completion')],
    ],
    reported.flatMap(({ commitment, milestones }) =>
      milestones.map(({ number, product, responsible, dueOn, weight, completion }) => ({
        ...{ commitment: commitment.number, number, product, responsible, dueOn, weight },
        completion: completion && completionName(t, completion),
      })),
    ),
  );
}

/** The number of a milestone, for what was said of it alone. */
function milestoneNumber({ milestones }: ReportedCommitment, id: string | null): number | null {
  return milestones.find((one) => one.id === id)?.number ?? null;
}

function reportSheet(told: Told): FileSheet {
  const { t, reported } = told;
  return sheetOf(
    t('imports:sheets.reports'),
    [
      ['numero_compromiso', t('plans:list.columns.commitment')],
      ['hito', t('imports:workbook.milestone')],
      ['dia', t('imports:workbook.on')],
      ['voz', t('imports:workbook.voice')],
      ['avance', t('plans:list.columns.completion')],
      ['texto', t('imports:workbook.text')],
      ['primeros_resultados', t('plans:commitment.earlyResult')],
      ['apertura', t('imports:workbook.opening')],
    ],
    reported.flatMap((one) =>
      one.reports.map(({ milestone, at, voice, completion, text, earlyResult, opening }) => ({
        ...{ numero_compromiso: one.commitment.number, hito: milestoneNumber(one, milestone) },
        ...{ dia: dayOf(told, at), voz: t(`plans:terms.voice.${voice}`) },
        ...{ avance: completionName(t, completion), texto: text, primeros_resultados: earlyResult },
        apertura: opening && t(`plans:terms.opening.${opening}`),
      })),
    ),
  );
}

function evidenceSheet(told: Told): FileSheet {
  const { t, reported, address } = told;
  return sheetOf(
    t('plans:commitment.evidence.title'),
    [
      ['numero_compromiso', t('plans:list.columns.commitment')],
      ['hito', t('imports:workbook.milestone')],
      ['titulo', t('plans:commitment.fields.title')],
      ['dia_que_muestra', t('imports:workbook.shownOn')],
      ['enviada', t('imports:workbook.sentOn')],
      ['direccion', t('imports:workbook.address')],
      ['sha256', t('imports:workbook.sha256')],
      ['retirada', t('imports:workbook.withdrawnOn')],
      ['motivo_del_retiro', t('imports:workbook.withdrawnReason')],
    ],
    reported.flatMap((one) =>
      one.evidence.map((row) => ({
        ...{ numero_compromiso: one.commitment.number, hito: milestoneNumber(one, row.milestone) },
        ...{ titulo: row.title, dia_que_muestra: row.date, enviada: dayOf(told, row.at) },
        direccion: row.address ?? (row.fileName && address(evidencePath(row.commitment, row.id))),
        sha256: row.sha256,
        retirada: row.withdrawnAt && dayOf(told, row.withdrawnAt),
        motivo_del_retiro: row.withdrawnReason,
      })),
    ),
  );
}

function amendmentSheet(told: Told): FileSheet {
  const { t, reported, amendments } = told;
  return sheetOf(
    t('plans:commitment.amendments.title'),
    [
      ['numero_compromiso', t('plans:list.columns.commitment')],
      ['hito', t('imports:workbook.milestone')],
      ['dia', t('imports:workbook.on')],
      ['campo', t('imports:workbook.field')],
      ['antes', t('plans:commitment.amendments.before')],
      ['ahora', t('plans:commitment.amendments.after')],
      ['motivo', t('imports:workbook.reason')],
    ],
    reported.flatMap((one) =>
      (amendments.get(one.commitment.id) ?? []).map(({ milestone, at, field, before, after, reason }) => ({
        ...{ numero_compromiso: one.commitment.number, hito: milestoneNumber(one, milestone) },
        ...{ dia: dayOf(told, at), campo: fieldName(t, field), antes: before, ahora: after, motivo: reason },
      })),
    ),
  );
}

function resistanceSheet(told: Told): FileSheet {
  const { t, reported, resistances } = told;
  return sheetOf(
    t('imports:sheets.resistances'),
    [
      ['numero_compromiso', t('plans:list.columns.commitment')],
      ['dia', t('imports:workbook.on')],
      ['resistencia', t('plans:commitment.resistances.what')],
      ['tipo', t('plans:commitment.resistances.kind')],
      ['estrategia', t('plans:commitment.resistances.strategy')],
      ['resultado', t('plans:commitment.resistances.result')],
    ],
    reported.flatMap(({ commitment }) =>
      (resistances.get(commitment.id) ?? []).map(({ at, description, kind, strategy, result }) => ({
        ...{ numero_compromiso: commitment.number, dia: dayOf(told, at), resistencia: description },
        ...{ tipo: t(`plans:terms.resistance.${kind}`), estrategia: strategy, resultado: result },
      })),
    ),
  );
}

type Found = Exclude<Awaited<ReturnType<typeof findPlan>>, { answer: unknown }>;

async function toldOf(
  { services }: PageRequest,
  { state, plan }: Found,
  { t, href }: Pick<PageRequest['page'], 't' | 'href'>,
): Promise<Told> {
  const { orm } = services;
  const rows = await publishedCommitmentsOf(orm, plan.id);
  const ids = rows.map(({ id }) => id);
  const slugs = [
    ...new Set(rows.flatMap(({ lead, supporting }) => [...(lead ? [lead] : []), ...supporting])),
  ];
  return {
    ...{ t, state, address: (path) => publicOrigin(services.config) + href(path) },
    reported: await reportOfPlan(services, plan.id, await calendarOf(services)),
    rows: new Map(rows.map((row) => [row.id, row])),
    institutions: new Map((await findInstitutions(orm, slugs)).map(({ slug, name }) => [slug, name])),
    amendments: Map.groupBy(await listAmendmentsOf(orm, ids), ({ commitment }) => commitment),
    resistances: Map.groupBy(await listResistancesOf(orm, ids), ({ commitment }) => commitment),
  };
}

/** `/planes/oaxaca/1/plan.xlsx`: all that is public of a plan, a sheet for each kind of record. */
export async function planWorkbook(request: PageRequest): Promise<PageResult> {
  const found = await findPlan(request, '/plan.xlsx');
  if ('answer' in found) return found.answer;
  const { state, plan } = found;
  const told = await toldOf(request, found, request.page);
  return xlsxFile(`plan-${state.slug}-${plan.edition}.xlsx`, [
    commitmentSheet(told),
    milestoneSheet(told),
    reportSheet(told),
    evidenceSheet(told),
    amendmentSheet(told),
    resistanceSheet(told),
  ]);
}

/** Files are for machines and the same in every language. */
const spanish = { t: translator('es-MX'), href: (path: string) => path };

/** The records of a plan's commitments that have no table on its page, by what their files are called. */
const records = {
  avances: reportSheet,
  cambios: amendmentSheet,
  evidencias: evidenceSheet,
  resistencias: resistanceSheet,
} as const;

const recordNames = ['avances', 'cambios', 'evidencias', 'resistencias'] as const;

/** The files of those records, below a plan's address: `evidencias.csv`, `evidencias.json`. */
export const recordFiles = recordNames.flatMap((name) =>
  (['csv', 'json'] as const).map((form) => ({ name, form, path: `${name}.${form}` as const })),
);

/** `/planes/oaxaca/1/evidencias.csv` */
export function recordFile({ name, form, path }: (typeof recordFiles)[number]): PageRoute['handle'] {
  return async (request) => {
    const found = await findPlan(request, `/${path}`);
    if ('answer' in found) return found.answer;
    const { state, plan } = found;
    const { columns, rows } = records[name](await toldOf(request, found, spanish));
    if (form === 'json') return jsonFile(rows);
    const keys = columns.map((column) => (typeof column === 'string' ? column : column.key));
    return csvFile(`${name}-${state.slug}-${plan.edition}.csv`, keys, rows);
  };
}
