import { editionList } from '#modules/metrica/index.ts';
import {
  countInstitutions,
  findInstitution,
  listInstitutions,
  listStates,
  longestSearch,
  stateName,
} from '#modules/territory/index.ts';
import { type Office, officeRules } from '#platform/access/roles.ts';
import type { Scope } from '#platform/access/subject.ts';
import type { FormRequest, PageRequest } from '#platform/module.ts';
import type { FieldError, Option } from '#platform/ui/index.ts';

/** Where an office is to hold, or what is wrong with what was typed. */
export type AskedPlace =
  | { ok: true; scope: Scope; state?: string }
  | { ok: false; errors: FieldError[]; choices?: readonly Option[] };

const mostChoices = 15;

const refuse = (field: string, message: string, choices?: readonly Option[]): AskedPlace => ({
  ok: false,
  errors: [{ field, message }],
  ...(choices ? { choices } : {}),
});

async function readState({ services, form, page: { t } }: FormRequest): Promise<AskedPlace> {
  const clave = form.text('entidad').trim();
  if (clave === '') return refuse('entidad', t('administration:give.problem.noState'));
  const state = (await listStates(services.orm)).find((row) => row.clave === clave);
  if (!state) return refuse('entidad', t('administration:give.problem.state', { value: clave }));
  return { ok: true, scope: { kind: 'state', state: clave } };
}

async function readInstitution({ services: { orm }, form, page: { t } }: FormRequest): Promise<AskedPlace> {
  const typed = form.text('cual').trim() || form.text('institucion').trim();
  if (typed === '') return refuse('institucion', t('administration:give.problem.noInstitution'));
  if (typed.length > longestSearch) {
    return refuse('institucion', t('administration:give.problem.long', { most: longestSearch }));
  }
  const exact = await findInstitution(orm, typed);
  const sort = { sort: 'nombre', direction: 'asc', offset: 0, limit: mostChoices } as const;
  const found = exact ? [exact] : await listInstitutions(orm, { words: typed }, sort);
  const [first] = found;
  if (!first) return refuse('institucion', t('administration:give.problem.institution', { value: typed }));
  if (found.length === 1) {
    return { ok: true, scope: { kind: 'institution', institution: first.slug }, state: first.state };
  }
  const count = await countInstitutions(orm, { words: typed });
  const states = new Map((await listStates(orm)).map((state) => [state.clave, stateName(t, state)]));
  return refuse(
    'institucion',
    t(count > mostChoices ? 'administration:give.problem.many' : 'administration:give.problem.several', {
      value: typed,
      total: count,
    }),
    found.map(({ slug, name, state }) => ({ value: slug, label: `${name} (${states.get(state) ?? state})` })),
  );
}

async function readEdition({ services, form, page: { t } }: FormRequest): Promise<AskedPlace> {
  const typed = form.text('edicion').trim();
  if (typed === '') return refuse('edicion', t('administration:give.problem.noEdition'));
  const edition = (await editionList(services)).find(({ year }) => String(year) === typed);
  if (!edition) return refuse('edicion', t('administration:give.problem.edition', { value: typed }));
  return { ok: true, scope: { kind: 'edition', edition: edition.year } };
}

/** Reads where an office is to hold. */
export async function readPlace(request: FormRequest, office: Office): Promise<AskedPlace> {
  switch (officeRules[office].scope) {
    case 'platform':
      return { ok: true, scope: { kind: 'platform' } };
    case 'state':
      return readState(request);
    case 'institution':
      return readInstitution(request);
    case 'edition':
      return readEdition(request);
  }
}

/** The states or editions in which whoever asks may give an office. */
export async function placeOptions(
  { services, page: { t }, subject }: PageRequest,
  office: Office,
  action: string,
): Promise<Option[]> {
  const { access, orm } = services;
  switch (officeRules[office].scope) {
    case 'state':
      return (await listStates(orm))
        .filter(({ clave }) => access.allows(subject, action, { state: clave }))
        .map((state) => ({ value: state.clave, label: stateName(t, state) }));
    case 'edition':
      return (await editionList(services)).map(({ year }) => ({ value: String(year), label: String(year) }));
    default:
      return [];
  }
}
