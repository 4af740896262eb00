import { institutionPath, stateName } from '#modules/territory/index.ts';
import {
  type Column,
  DataTable,
  type Download,
  NoData,
  type TableState,
  usePage,
} from '#platform/ui/index.ts';
import type { ComparedInstitution, ComparedState } from '../board/comparison.ts';
import type { Tally } from '../board/tally.ts';
import { commitmentsPath, planPath } from '../rules/index.ts';
import { ProgressFigure } from './progress.tsx';
import { Count, stageName } from './words.tsx';

export const compareSorts = [
  'nombre',
  'etapa',
  'compromisos',
  'cumplidos',
  'avance',
  'vencidos',
  'silencio',
] as const;
export type CompareSort = (typeof compareSorts)[number];

/** A figure of a group by which it is compared; null where it is not known. */
export function figureOf({ total, completions, known, progress, overdue, silent }: Tally, sort: CompareSort) {
  switch (sort) {
    case 'cumplidos':
      return known === 0 ? null : completions.complete;
    case 'avance':
      return progress.value;
    case 'vencidos':
      return overdue;
    case 'silencio':
      return silent;
    default:
      return total;
  }
}

function sumColumns<Row extends { sums: Tally }>(): Column<Row, CompareSort>[] {
  const { t, format } = usePage();
  const of = (part: number, whole: number) =>
    t('plans:comparison.of', { part: format.integer(part), whole: format.integer(whole) });
  return [
    {
      key: 'commitments',
      header: t('plans:board.columns.commitments'),
      sort: 'compromisos',
      numeric: true,
      cell: ({ sums }) => <Count value={sums.total > 0 ? sums.total : null} />,
    },
    {
      key: 'complete',
      header: t('plans:comparison.columns.complete'),
      sort: 'cumplidos',
      numeric: true,
      description: t('plans:comparison.meanings.complete'),
      cell: ({ sums }) => (sums.known === 0 ? <NoData /> : of(sums.completions.complete, sums.known)),
    },
    {
      key: 'progress',
      header: t('plans:progress.title'),
      sort: 'avance',
      numeric: true,
      description: t('plans:comparison.meanings.progress'),
      cell: ({ sums }) => <ProgressFigure progress={sums.progress} />,
    },
    {
      key: 'overdue',
      header: t('plans:board.figures.overdue'),
      sort: 'vencidos',
      numeric: true,
      description: t('plans:comparison.meanings.overdue'),
      cell: ({ sums }) => (sums.overdue === null ? <NoData /> : of(sums.overdue, sums.dated)),
    },
    {
      key: 'silent',
      header: t('plans:plan.silent'),
      sort: 'silencio',
      numeric: true,
      description: t('plans:comparison.meanings.silent'),
      cell: ({ sums }) => (sums.silent === null ? <NoData /> : of(sums.silent, sums.timed)),
    },
  ];
}

interface TableProps<Row> {
  rows: readonly Row[];
  state: TableState<CompareSort>;
  downloads: readonly Download[];
  note: string;
}

/** States with a plan, side by side. */
export function ComparedStates({ rows, state, downloads, note }: TableProps<ComparedState>) {
  const { t, href } = usePage();
  const columns: Column<ComparedState, CompareSort>[] = [
    {
      key: 'state',
      header: t('territory:state'),
      sort: 'nombre',
      cell: ({ state: one, plan }) => (
        <a href={href(planPath(one.slug, plan.edition))}>{stateName(t, one)}</a>
      ),
    },
    {
      key: 'stage',
      header: t('plans:board.columns.stage'),
      sort: 'etapa',
      cell: ({ plan }) => stageName(t, plan.stage),
    },
    ...sumColumns<ComparedState>(),
  ];
  return (
    <DataTable
      id="estados"
      caption={t('plans:comparison.states')}
      columns={columns}
      rows={rows}
      state={state}
      note={note}
      downloads={downloads}
      empty={{ title: t('plans:comparison.noStates') }}
    />
  );
}

/** So many institutions are shown; the files have all. */
const mostInstitutions = 50;

/** Institutions by what they promised. */
export function ComparedInstitutions({
  rows,
  downloads,
  note,
}: Omit<TableProps<ComparedInstitution>, 'state'>) {
  const { t, format, href } = usePage();
  const columns: Column<ComparedInstitution, CompareSort>[] = [
    {
      key: 'institution',
      header: t('territory:institution'),
      cell: ({ slug, name, state }) => (
        <>
          <a href={href(institutionPath(slug))}>{name}</a>
          {state ? `, ${stateName(t, state)}` : null}
          <br />
          <a class="tq-note" href={href(`${commitmentsPath}?institucion=${slug}`)}>
            {t('plans:comparison.theirs')}
            <span class="govuk-visually-hidden">: {name}</span>
          </a>
        </>
      ),
    },
    ...sumColumns<ComparedInstitution>(),
  ];
  return (
    <DataTable
      id="instituciones"
      caption={t('plans:comparison.institutions')}
      columns={columns}
      rows={rows.slice(0, mostInstitutions)}
      note={
        rows.length > mostInstitutions
          ? `${t('plans:comparison.most', { count: mostInstitutions, total: format.integer(rows.length) })} ${note}`
          : note
      }
      downloads={rows.length > 0 ? downloads : []}
      empty={{ title: t('plans:comparison.noInstitutions'), text: t('plans:comparison.noInstitutionsText') }}
    />
  );
}
