import { z } from 'zod';
import { findPeople, type KnownPerson } from '#modules/accounts/index.ts';
import { listStates, stateName } from '#modules/territory/index.ts';
import { personOf } from '#platform/access/access.ts';
import type { GrantRow } from '#platform/access/grants.ts';
import { grantAction, type Office, offices } from '#platform/access/roles.ts';
import { badRequest } from '#platform/errors/problem.ts';
import { checkForm } from '#platform/http/form-data.ts';
import type { PageResult } from '#platform/http/results.ts';
import type { Translate } from '#platform/i18n/i18n.ts';
import type { FormRequest, PageRequest } from '#platform/module.ts';
import {
  Button,
  ButtonLink,
  type FieldError,
  FilterForm,
  Form,
  type FormValues,
  type Option,
  SelectField,
  type TableState,
  TextField,
  tableProblem,
  tableState,
} from '#platform/ui/index.ts';
import { findPersonAction } from '../../actions/grants.ts';
import { lookUp } from '../../actions/people.ts';
import { type PlaceNames, readPlaceNames } from '../../names.ts';
import { countGrants, type GrantFilter, listGrants } from '../../store/grants.ts';
import { GrantsTable } from '../../views/grants-table.tsx';
import { Outcome } from '../../views/outcome.tsx';
import { StaffPage } from '../../views/staff-page.tsx';
import { givePath, personPath, withdrawPath } from '../addresses.ts';

const pageSize = 50;

/** The offices that whoever asks may give and withdraw. */
function ownOffices({ services: { access }, subject }: PageRequest): Office[] {
  return offices.filter((office) => access.allows(subject, grantAction(office)));
}

/** @throws Problem 400 for a value that is not one of the choices */
function oneOf<T extends string>(query: URLSearchParams, name: string, choices: readonly T[]): T | undefined {
  const value = query.get(name)?.trim();
  if (!value) return undefined;
  const known = choices.find((choice) => choice === value);
  if (known !== undefined) return known;
  const allowed = choices.join(', ');
  throw badRequest(
    `«${value}» no se entiende en ${name}. Elige entre: ${allowed}.`,
    `"${value}" is not understood in ${name}. Choose among: ${allowed}.`,
    name,
  );
}

const standings = ['vigentes', 'terminados'] as const;

interface List {
  filter: GrantFilter;
  state: TableState<'desde'>;
  rows: readonly GrantRow[];
  names: PlaceNames;
  people: ReadonlyMap<string, KnownPerson>;
  states: readonly Option[];
}

async function readList(request: PageRequest): Promise<List> {
  const { services, subject, query, page } = request;
  const { orm, access } = services;
  const states = (await listStates(orm)).map((state) => ({
    value: state.clave,
    label: stateName(page.t, state),
  }));
  const filter: GrantFilter = {
    office: oneOf(query, 'funcion', ownOffices(request)),
    state: oneOf(
      query,
      'entidad',
      states.map(({ value }) => value),
    ),
    holding: oneOf(query, 'vigencia', standings) !== 'terminados',
  };
  const now = services.now();
  const state = tableState<'desde'>(query, {
    sorts: ['desde'],
    initial: { sort: 'desde', direction: 'desc' },
    pageSize,
    total: await countGrants(orm, access, subject, filter, now),
  });
  const problem = tableProblem(state);
  if (problem) throw problem;
  const rows = await listGrants(orm, access, subject, filter, now, state);
  const [names, people] = [
    await readPlaceNames(orm, rows),
    await findPeople(
      orm,
      rows.flatMap(({ person }) => person ?? []),
    ),
  ];
  return { filter, state, rows, names, people, states };
}

function GrantFilterForm({ request, list }: { request: PageRequest; list: List }) {
  const { t } = request.page;
  const { filter, states } = list;
  return (
    <FilterForm label={t('administration:people.filter')} fields={['funcion', 'entidad', 'vigencia']}>
      <SelectField
        name="funcion"
        label={t('administration:grants.role')}
        empty={t('administration:people.allRoles')}
        value={filter.office}
        options={ownOffices(request).map((office) => ({
          value: office,
          label: t(`administration:offices.${office}.name`),
        }))}
      />
      <SelectField
        name="entidad"
        label={t('administration:give.state')}
        empty={t('administration:people.allStates')}
        value={filter.state}
        options={states}
      />
      <SelectField
        name="vigencia"
        label={t('administration:grants.state')}
        value={filter.holding ? 'vigentes' : 'terminados'}
        options={standings.map((value) => ({ value, label: t(`administration:people.standings.${value}`) }))}
      />
    </FilterForm>
  );
}

interface Search {
  values: FormValues;
  errors: readonly FieldError[];
}

/** Looking a person up by their exact address: nobody is shown a list of all people. */
function SearchForm({ request, search }: { request: PageRequest; search: Search }) {
  const { t } = request.page;
  return (
    <section aria-labelledby="buscar">
      <h2 id="buscar">{t('administration:people.search.title')}</h2>
      <Form values={search.values} errors={search.errors}>
        <TextField
          name="correo"
          type="email"
          autocomplete="off"
          spellcheck={false}
          label={t('administration:people.search.email')}
          hint={t('administration:people.search.hint')}
        />
        <Button kind="secondary">{t('administration:people.search.send')}</Button>
      </Form>
    </section>
  );
}

const untouched: Search = { values: {}, errors: [] };

async function peopleResult(request: PageRequest, search: Search = untouched): Promise<PageResult> {
  const { services, subject, page } = request;
  const { t, href } = page;
  const list = await readList(request);
  const failed = search.errors.length > 0;
  const title = t('administration:people.title');
  return {
    kind: 'html',
    ...(failed ? ({ status: 422, failed } as const) : {}),
    title,
    description: t('administration:people.lead'),
    indexed: false,
    main: (
      <StaffPage request={request} title={title} lead={t('administration:people.lead')}>
        <Outcome request={request} />
        {services.access.allows(subject, findPersonAction) ? (
          <SearchForm request={request} search={search} />
        ) : null}
        <h2 id="permisos">{t('administration:people.grants')}</h2>
        <p>
          <ButtonLink href={href(givePath)}>{t('administration:give.title')}</ButtonLink>
        </p>
        <GrantsTable
          id="lista"
          caption={t(
            list.filter.holding ? 'administration:people.caption' : 'administration:people.captionEnded',
          )}
          {...list}
          now={services.now()}
          filter={<GrantFilterForm request={request} list={list} />}
          personHref={(person) => href(personPath(person))}
          withdrawHref={(grant) => href(withdrawPath(grant))}
        />
      </StaffPage>
    ),
  };
}

/** `/gestion/personas`: who is entrusted with what, as far as whoever asks answers for it. */
export function peoplePage(request: PageRequest): Promise<PageResult> {
  return peopleResult(request);
}

const searchSchema = (t: Translate) =>
  z.object({
    correo: z
      .string()
      .trim()
      .min(1, t('administration:give.problem.noEmail'))
      .toLowerCase()
      .pipe(z.email(t('administration:give.problem.email'))),
  });

/** Takes the search of a person by their address. The address stands in no link and no log. */
export async function searchForm(request: FormRequest): Promise<PageResult> {
  const { services, page, form } = request;
  const checked = checkForm(searchSchema(page.t), form);
  const again = (errors: readonly FieldError[]) => peopleResult(request, { values: form.values(), errors });
  if (!checked.ok) return again(checked.errors);
  const found = await lookUp(services, personOf(request), checked.input.correo);
  if (found) return { kind: 'redirect', status: 303, path: personPath(found.id) };
  return again([{ field: 'correo', message: page.t('administration:people.search.none') }]);
}
