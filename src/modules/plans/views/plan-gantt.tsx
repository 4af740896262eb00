import type { StateRow } from '#modules/territory/index.ts';
import { Gantt, type GanttProps, type GanttRow, type GanttState } from '#platform/charts/index.ts';
import { pageAddress, usePage } from '#platform/ui/index.ts';
import { commitmentPath, type Theme, themes, type Urgency, urgencyOf } from '../rules/index.ts';
import type { Calendar, ListedCommitment } from '../store/listing.ts';
import { completionName, themeName, urgencyName } from './words.tsx';

/** With more commitments than these a bar for each is no chart any more. */
const mostBars = 40;

interface PlanGanttProps {
  /** All commitments that the page's filter keeps. */
  rows: readonly ListedCommitment[];
  /** Those that the page's table shows. */
  shown: readonly ListedCommitment[];
  calendar: Calendar;
  state: StateRow;
  /** What a theme is called in addresses. */
  themeWords: Readonly<Record<Theme, string>>;
}

interface Standing {
  row: ListedCommitment;
  urgency: Urgency;
}

function stateOf({ state }: Urgency): GanttState {
  if (state === 'done') return 'done';
  return state === 'overdue' ? 'late' : 'open';
}

function barsOf(stands: readonly Standing[]): GanttRow[] {
  const page = usePage();
  const { t, href } = page;
  return stands.map(({ row, urgency }) => ({
    id: row.id,
    label: `${row.number} ${row.title}`,
    href: href(commitmentPath(row.id)),
    from: row.startsOn,
    to: row.dueOn,
    state: stateOf(urgency),
    status: [urgencyName(page, urgency), completionName(t, row.completion)].join('; '),
  }));
}

/** A line for each theme, with a mark on each due date: what is due when, and how much of it is late. */
function themeRows(stands: readonly Standing[], themeWords: PlanGanttProps['themeWords']): GanttRow[] {
  const page = usePage();
  const { t, format } = page;
  return [...themes, null].flatMap((theme): GanttRow[] => {
    const own = stands.filter(({ row }) => row.theme === theme);
    if (own.length === 0) return [];
    const days = own.flatMap(({ row }) => row.dueOn ?? []).sort();
    const late = own.filter(({ urgency }) => urgency.state === 'overdue').length;
    const link = pageAddress(page, { tema: theme && themeWords[theme], pagina: null });
    return [
      {
        id: theme ?? 'none',
        label: `${themeName(t, theme)} (${format.integer(own.length)})`,
        href: theme ? `${link}#calendario` : undefined,
        from: days[0] ?? null,
        to: days.at(-1) ?? null,
        state: 'open',
        status: t('plans:gantt.lateOf', { count: late, total: format.integer(own.length) }),
        beside: format.integer(late),
        dates: own.flatMap(({ row, urgency }) =>
          row.dueOn ? [{ day: row.dueOn, state: stateOf(urgency) }] : [],
        ),
      },
    ];
  });
}

/**
 * The commitments of a plan in time, with the day of today across them: a bar for each; of many a line for each theme;
 * of many of one theme those that the table shows.
 */
export function PlanGantt({ rows, shown, calendar, state, themeWords }: PlanGanttProps) {
  const { t } = usePage();
  const today = calendar.todayIn(state.clave);
  const standing = (row: ListedCommitment): Standing => ({ row, urgency: urgencyOf(row, today, calendar) });
  const stands = rows.map(standing);
  const late = stands.filter(({ urgency }) => urgency.state === 'overdue').length;
  const dated = rows.filter(({ dueOn }) => dueOn !== null).length;
  const many = rows.length > mostBars;
  const byTheme = many && new Set(rows.map(({ theme }) => theme)).size > 1;
  const names: GanttProps['names'] = {
    label: t(byTheme ? 'plans:list.columns.theme' : 'plans:list.columns.commitment'),
    from: t(byTheme ? 'plans:gantt.first' : 'plans:gantt.from'),
    to: t(byTheme ? 'plans:board.figures.overdue' : 'plans:gantt.to'),
    status: t('plans:list.columns.clock'),
    today: t('plans:gantt.today'),
  };
  return (
    <Gantt
      id="calendario"
      title={dated === 0 ? t('plans:gantt.none') : t('plans:gantt.title', { count: late, dated })}
      titleAs="h2"
      description={t(byTheme ? 'plans:gantt.byThemeDescription' : 'plans:gantt.description', {
        count: dated,
      })}
      note={t(byTheme ? 'plans:gantt.byTheme' : many ? 'plans:gantt.some' : 'plans:gantt.note')}
      today={today}
      names={names}
      marks={{ open: t('plans:gantt.open'), done: t('plans:gantt.done'), late: t('plans:gantt.late') }}
      rows={byTheme ? themeRows(stands, themeWords) : barsOf(many ? shown.map(standing) : stands)}
    />
  );
}
