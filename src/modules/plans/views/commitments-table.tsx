import { institutionPath, type StateRow, stateName } from '#modules/territory/index.ts';
import {
  type Column,
  DataTable,
  type DataTableProps,
  FilterForm,
  NoData,
  SelectField,
  Tag,
  TextField,
  usePage,
} from '#platform/ui/index.ts';
import { commitmentPath, completions, silenceOf, themes, urgencyOf } from '../rules/index.ts';
import { type Calendar, type CommitmentSort, type ListedCommitment, urgencies } from '../store/listing.ts';
import { CompletionTag, completionName, themeName, UrgencyTag } from './words.tsx';

/** What the rows are told with. */
export interface ListWords {
  calendar: Calendar;
  /** By clave. */
  states: ReadonlyMap<string, StateRow>;
  /** Names of institutions by slug. */
  institutions: ReadonlyMap<string, string>;
}

interface CommitmentsTableProps
  extends Pick<
    DataTableProps<ListedCommitment, CommitmentSort>,
    'caption' | 'state' | 'filter' | 'downloads' | 'empty' | 'note'
  > {
  id: string;
  rows: readonly ListedCommitment[];
  words: ListWords;
  /** False on the page of one plan. */
  withState: boolean;
}

/** Where a commitment stands with its date, and whether nobody speaks of it. */
function ClockCell({ row, calendar }: { row: ListedCommitment; calendar: Calendar }) {
  const { t, format } = usePage();
  const today = calendar.todayIn(row.state);
  const silent = silenceOf(row, today, calendar);
  return (
    <>
      <UrgencyTag urgency={urgencyOf(row, today, calendar)} />
      {silent === null ? null : (
        <>
          {' '}
          <Tag>{t('plans:clock.silent', { count: silent, days: format.integer(silent) })}</Tag>
        </>
      )}
    </>
  );
}

function LeadCell({ row, words }: { row: ListedCommitment; words: ListWords }) {
  const { href } = usePage();
  if (row.lead === null) return <NoData />;
  const name = words.institutions.get(row.lead);
  return name ? <a href={href(institutionPath(row.lead))}>{name}</a> : <span>{row.lead}</span>;
}

function columnsOf({ words, withState }: CommitmentsTableProps): Column<ListedCommitment, CommitmentSort>[] {
  const { t, href } = usePage();
  const stateColumn: Column<ListedCommitment, CommitmentSort> = {
    key: 'state',
    header: t('territory:state'),
    sort: 'plan',
    cell({ state }) {
      const of = words.states.get(state);
      return of ? stateName(t, of) : state;
    },
  };
  return [
    {
      key: 'title',
      header: t('plans:list.columns.commitment'),
      sort: 'titulo',
      cell: ({ id, number, title }) => (
        <>
          <span class="tq-number">{number}</span> <a href={href(commitmentPath(id))}>{title}</a>
        </>
      ),
    },
    ...(withState ? [stateColumn] : []),
    {
      key: 'completion',
      header: t('plans:list.columns.completion'),
      sort: 'avance',
      description: t('plans:list.meanings.completion'),
      cell: ({ completion }) => <CompletionTag completion={completion} />,
    },
    {
      key: 'due',
      header: t('plans:list.columns.clock'),
      sort: 'vence',
      description: t('plans:list.meanings.clock', { days: words.calendar.silentDays }),
      cell: (row) => <ClockCell row={row} calendar={words.calendar} />,
    },
    {
      key: 'lead',
      header: t('plans:list.columns.lead'),
      cell: (row) => <LeadCell row={row} words={words} />,
    },
    { key: 'theme', header: t('plans:list.columns.theme'), cell: ({ theme }) => themeName(t, theme) },
  ];
}

/** Commitments with where each stands. */
export function CommitmentsTable(props: CommitmentsTableProps) {
  const { words: _words, withState: _withState, ...table } = props;
  return <DataTable {...table} columns={columnsOf(props)} rowHeader="title" />;
}

interface FilterWords {
  completion: Readonly<Record<(typeof completions)[number] | 'unknown', string>>;
  urgency: Readonly<Record<(typeof urgencies)[number], string>>;
  theme: Readonly<Record<(typeof themes)[number], string>>;
}

interface CommitmentFilterProps {
  /** What was typed into the address. */
  typed: Readonly<Partial<Record<string, string>>>;
  fields: readonly string[];
  /** The words of addresses. */
  words: FilterWords;
  /** Left out on the page of one plan. */
  states?: readonly StateRow[];
  /** The slug of the state that was understood. */
  stateSlug?: string | undefined;
}

/** Words, state, theme, completion and term by which a list is narrowed down. */
export function CommitmentFilterForm({ typed, fields, words, states, stateSlug }: CommitmentFilterProps) {
  const { t } = usePage();
  return (
    <FilterForm label={t('plans:filter.label')} fields={[...fields]}>
      <TextField name="q" label={t('plans:filter.words')} type="search" width={20} value={typed.q} />
      {states ? (
        <SelectField
          name="entidad"
          label={t('territory:state')}
          empty={t('plans:filter.allStates')}
          value={stateSlug}
          options={states
            .toSorted((one, other) => (one.slug < other.slug ? -1 : 1))
            .map((state) => ({ value: state.slug, label: stateName(t, state) }))}
        />
      ) : null}
      <SelectField
        name="tema"
        label={t('plans:list.columns.theme')}
        empty={t('plans:filter.allThemes')}
        value={typed.tema}
        options={themes.map((theme) => ({ value: words.theme[theme], label: themeName(t, theme) }))}
      />
      <SelectField
        name="avance"
        label={t('plans:list.columns.completion')}
        empty={t('plans:filter.allCompletions')}
        value={typed.avance}
        options={[
          ...completions.map((step) => ({ value: words.completion[step], label: completionName(t, step) })),
          { value: words.completion.unknown, label: t('common:noData') },
        ]}
      />
      <SelectField
        name="plazo"
        label={t('plans:list.columns.clock')}
        empty={t('plans:filter.allTerms')}
        value={typed.plazo}
        options={urgencies.map((urgency) => ({
          value: words.urgency[urgency],
          label: t(`plans:filter.terms.${urgency}`),
        }))}
      />
    </FilterForm>
  );
}
