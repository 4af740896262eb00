import { z } from 'zod';
import { findInstitution, type InstitutionRow } from '#modules/territory/index.ts';
import { checkForm, type FormInput } from '#platform/http/form-data.ts';
import { oneOf, optionalDay, optionalText, requiredText } from '#platform/http/form-fields.ts';
import type { Translate } from '#platform/i18n/i18n.ts';
import type { FormRequest } from '#platform/module.ts';
import type { FieldError } from '#platform/ui/index.ts';
import type { Draft } from '../../../actions/drafts.ts';
import { type DraftFault, draftLengths, mostSupporting, refuseDraft, themes } from '../../../rules/index.ts';
import { meantInstitution } from './institutions.ts';
import { type EditorOptions, fieldNames as names, rowsIn, sameCounterpart } from './values.ts';

/** What was typed into the editor: a draft with the identifiers of its milestones, or what is wrong with it. */
export type ReadCommitment =
  | { ok: true; draft: Draft; ids: readonly (string | null)[] }
  | { ok: false; errors: FieldError[]; maybe: readonly InstitutionRow[] };

const schemaOf = (t: Translate, withNumber: boolean) =>
  z.object({
    numero: withNumber ? requiredText(t, 5) : z.string().transform(() => '1'),
    titulo: requiredText(t, draftLengths.title),
    problema: optionalText(t, draftLengths.problem),
    meta: optionalText(t, draftLengths.goal),
    tema: oneOf(t, ['', ...themes]).transform((theme) => (theme === '' ? null : theme)),
    ods: optionalText(t, 6),
    contraparte: optionalText(t, 40),
    inicia: optionalDay(t),
    vence: optionalDay(t),
  });

/** A weight as typed, with point or comma; 1 where it is left out, NaN where it is no number. */
function weightOf(typed: string): number {
  const text = typed.trim();
  if (text === '') return 1;
  return /^\d{1,5}([.,]\d{1,3})?$/.test(text) ? Number(text.replace(',', '.')) : Number.NaN;
}

const rowSchema = (t: Translate) =>
  z.object({
    producto: optionalText(t, draftLengths.product).transform((text) => text ?? ''),
    encargado: optionalText(t, draftLengths.responsible),
    vence: optionalDay(t),
    peso: z.string().transform(weightOf),
    hito: z.string(),
  });

type ReadRow = { row: number; id: string | null; facts: Draft['milestones'][number] };

/** The rows of milestones that are not blank. One that is there already is never blank: what was promised stays. */
function readRows(t: Translate, form: FormInput): { rows: ReadRow[]; errors: FieldError[] } {
  const rows: ReadRow[] = [];
  const errors: FieldError[] = [];
  for (let row = 1; row <= rowsIn(form); row += 1) {
    const of = (name: string) => form.text(`${name}-${row}`);
    if (['producto', 'encargado', 'vence', 'peso', 'hito'].every((name) => of(name).trim() === '')) continue;
    const checked = checkForm(rowSchema(t), { ...form, text: of });
    if (!checked.ok) {
      errors.push(...checked.errors.map(({ field, message }) => ({ field: `${field}-${row}`, message })));
      continue;
    }
    const { producto: product, encargado: responsible, vence: dueOn, peso: weight, hito } = checked.input;
    rows.push({ row, id: hito === '' ? null : hito, facts: { product, responsible, dueOn, weight } });
  }
  return { rows, errors };
}

interface ReadInstitutions {
  lead: string | null;
  supporting: string[];
  errors: FieldError[];
  maybe: readonly InstitutionRow[];
}

/** An institution as it was typed: one that the commitment has already, or one of the state. */
async function readOne(
  request: FormRequest,
  state: string,
  { institutions }: EditorOptions,
  typed: string,
): Promise<{ slug: string } | { message: string; maybe: readonly InstitutionRow[] }> {
  const { t } = request.page;
  const own = [...institutions].find(([slug, name]) => slug === typed || name === typed);
  if (own) return { slug: own[0] };
  const found = await meantInstitution(request.services.orm, state, typed);
  if ('institution' in found) return { slug: found.institution.slug };
  const { maybe } = found;
  const near = maybe.map(({ name }) => name).join('; ');
  const message =
    maybe.length === 0
      ? t('promises:institution.none', { typed })
      : t('promises:institution.maybe', { typed, names: near });
  return { message, maybe };
}

/** The one that was chosen among those that may have been meant, as long as the same is typed. */
async function chosenLead({ services, form }: FormRequest, state: string, typed: string) {
  const chosen = form.text(names.leadTyped) === typed ? form.text(names.leadChosen) : '';
  const found = chosen === '' ? undefined : await findInstitution(services.orm, chosen);
  return found?.state === state ? { slug: found.slug } : undefined;
}

/** The institutions that were typed, of which it may not be clear which were meant. */
async function readInstitutions(
  request: FormRequest,
  state: string,
  options: EditorOptions,
): Promise<ReadInstitutions> {
  const { form } = request;
  const read: ReadInstitutions = { lead: null, supporting: [], errors: [], maybe: [] };
  const typed = form.text(names.lead).trim();
  if (typed !== '') {
    const lead = (await chosenLead(request, state, typed)) ?? (await readOne(request, state, options, typed));
    if ('slug' in lead) read.lead = lead.slug;
    else {
      read.errors.push({ field: names.lead, message: lead.message });
      read.maybe = lead.maybe;
    }
  }
  const lines = form.text(names.supporting).split('\n');
  const said = [...new Set(lines.map((line) => line.trim()))].filter(Boolean);
  for (const line of said.slice(0, mostSupporting + 1)) {
    const one = await readOne(request, state, options, line);
    if ('slug' in one) read.supporting.push(one.slug);
    else read.errors.push({ field: names.supporting, message: one.message });
  }
  return { ...read, supporting: [...new Set(read.supporting)] };
}

const faultFields = {
  ...{ number: names.number, title: names.title, problem: names.problem, goal: names.goal },
  ...{ sdgTarget: names.sdg, supporting: names.supporting, dueOn: names.due, milestones: names.product(1) },
  ...{ product: names.product(1), responsible: names.responsible(1), weight: names.weight(1) },
};

/** What is wrong, in words, at the field where it was typed. */
function faultError(
  t: Translate,
  { field, why, milestone, most }: DraftFault,
  rows: readonly ReadRow[],
): FieldError {
  const row = milestone === undefined ? undefined : rows[milestone]?.row;
  const inRow = row && {
    ...{ product: names.product(row), responsible: names.responsible(row) },
    ...{ weight: names.weight(row), dueOn: names.milestoneDue(row) },
  };
  const name = inRow && field in inRow ? inRow[field as keyof typeof inRow] : faultFields[field];
  return { field: name, message: t(`promises:faults.${why}`, { most: most ?? 0 }) };
}

/** Reads a commitment out of the editor's form, for the records of a state. */
export async function readCommitment(
  request: FormRequest,
  state: string,
  options: EditorOptions,
  withNumber: boolean,
): Promise<ReadCommitment> {
  const { t } = request.page;
  const { form } = request;
  const checked = checkForm(schemaOf(t, withNumber), form);
  const { rows, errors: rowErrors } = readRows(t, form);
  const { lead, supporting, maybe, errors: unknown } = await readInstitutions(request, state, options);
  if (!checked.ok) return { ok: false, errors: [...checked.errors, ...unknown, ...rowErrors], maybe };
  const { numero, titulo, problema, meta, tema, ods, contraparte, inicia, vence } = checked.input;
  const same = contraparte === sameCounterpart;
  const counterpart = options.counterparts.find(({ value }) => value === contraparte);
  const draft: Draft = {
    ...{ number: numero, title: titulo, problem: problema, goal: meta, theme: tema, sdgTarget: ods },
    ...{ lead, supporting, startsOn: inicia, dueOn: vence },
    counterpart: counterpart?.label ?? null,
    counterpartMember: same ? (options.now?.counterpartMember ?? null) : contraparte,
    milestones: rows.map(({ facts }) => facts),
  };
  const wrongChoice: FieldError[] =
    contraparte !== null && !counterpart
      ? [{ field: names.counterpart, message: t('form.problem.choice') }]
      : [];
  const faults = refuseDraft(draft).map((fault) => faultError(t, fault, rows));
  const errors = [...faults, ...unknown, ...wrongChoice, ...rowErrors];
  return errors.length > 0
    ? { ok: false, errors, maybe }
    : { ok: true, draft, ids: rows.map(({ id }) => id) };
}
