import { findInstitutions } from '#modules/territory/index.ts';
import type { Orm } from '#platform/database/types.ts';
import type { FormInput } from '#platform/http/form-data.ts';
import type { FormValues, Option } from '#platform/ui/index.ts';
import { mostMilestones } from '../../../rules/index.ts';
import type { CommitmentRow, MilestoneRow } from '../../../store/commitments.ts';
import { listMembers } from '../../../store/secretariats.ts';

/** The names of the editor's fields. */
export const fieldNames = {
  ...{ number: 'numero', title: 'titulo', problem: 'problema', goal: 'meta', theme: 'tema', sdg: 'ods' },
  ...{ lead: 'responsable', leadChosen: 'responsable-elegida', leadTyped: 'responsable-escrita' },
  ...{ supporting: 'apoyan', counterpart: 'contraparte', start: 'inicia', due: 'vence', rows: 'filas' },
  milestone: (row: number) => `hito-${row}`,
  product: (row: number) => `producto-${row}`,
  responsible: (row: number) => `encargado-${row}`,
  milestoneDue: (row: number) => `vence-${row}`,
  weight: (row: number) => `peso-${row}`,
};

/** The choice of a counterpart that is no member of the secretariat: it stays as it is. */
export const sameCounterpart = 'igual';

/** What the editor offers, and what a commitment has already. */
export interface EditorOptions {
  /** The civil-society members of the secretariat, and whoever follows the commitment now. */
  counterparts: readonly Option[];
  /** Names of the commitment's institutions, by slug. */
  institutions: ReadonlyMap<string, string>;
  /** What is being changed; left out where it is new. */
  now?: CommitmentRow;
}

export async function editorOptions(
  orm: Orm,
  state: string,
  today: string,
  now?: CommitmentRow,
): Promise<EditorOptions> {
  const members = (await listMembers(orm, state)).filter(
    ({ id, sector, until }) =>
      sector === 'civil-society' && (until === null || until > today || id === now?.counterpartMember),
  );
  const named = members.some(({ id }) => id === now?.counterpartMember);
  const own = now?.counterpart && !named ? [{ value: sameCounterpart, label: now.counterpart }] : [];
  const slugs = now ? [...(now.lead === null ? [] : [now.lead]), ...now.supporting] : [];
  const found = slugs.length === 0 ? [] : await findInstitutions(orm, slugs);
  return {
    counterparts: [...own, ...members.map(({ id, organisation }) => ({ value: id, label: organisation }))],
    institutions: new Map(found.map(({ slug, name }) => [slug, name])),
    ...(now ? { now } : {}),
  };
}

/** @param promised whether they were published: of drafts the steps are written anew each time */
function milestoneValues(milestones: readonly MilestoneRow[], promised: boolean): FormValues {
  return Object.fromEntries(
    milestones.flatMap(({ id, product, responsible, dueOn, weight }, at) => [
      [fieldNames.milestone(at + 1), promised ? id : ''],
      [fieldNames.product(at + 1), product],
      [fieldNames.responsible(at + 1), responsible ?? ''],
      [fieldNames.milestoneDue(at + 1), dueOn ?? ''],
      [fieldNames.weight(at + 1), String(weight)],
    ]),
  );
}

/** A commitment as the editor shows it. */
export function valuesOf(
  row: CommitmentRow,
  milestones: readonly MilestoneRow[],
  { institutions, counterparts }: EditorOptions,
): FormValues {
  const nameOf = (slug: string) => institutions.get(slug) ?? slug;
  const member = counterparts.find(({ value }) => value === row.counterpartMember)?.value;
  return {
    [fieldNames.number]: row.number,
    [fieldNames.title]: row.title,
    [fieldNames.problem]: row.problem ?? '',
    [fieldNames.goal]: row.goal ?? '',
    [fieldNames.theme]: row.theme ?? '',
    [fieldNames.sdg]: row.sdgTarget ?? '',
    [fieldNames.lead]: row.lead === null ? '' : nameOf(row.lead),
    [fieldNames.supporting]: row.supporting.map(nameOf).join('\n'),
    [fieldNames.counterpart]: member ?? (row.counterpart ? sameCounterpart : ''),
    [fieldNames.start]: row.startsOn ?? '',
    [fieldNames.due]: row.dueOn ?? '',
    ...milestoneValues(milestones, !row.draft),
  };
}

/** How many milestones a form that was sent had room for. */
export function rowsIn(form: FormInput): number {
  const typed = form.text(fieldNames.rows);
  return Math.min(mostMilestones, Math.max(1, /^\d{1,3}$/.test(typed) ? Number(typed) : 1));
}
