import { dayAt } from '#platform/calendar/days.ts';
import { centralZone } from '#platform/calendar/zones.ts';
import type { PageRequest, WorkFigure } from '#platform/module.ts';
import { type LineState, lineStateOf } from '../../rules/index.ts';
import { type ActionRow, type LineRow, listActions, listLines } from '../../store/work-plan.ts';

/** A line of the work plan with all that is known of it. */
export interface PlanLine {
  line: LineRow;
  actions: readonly ActionRow[];
  /** What the platform's own records say of it, worked out now. */
  figures: readonly WorkFigure[];
  /** By its actions; undefined where none is recorded. */
  state: LineState | undefined;
}

export interface WorkPlan {
  lines: readonly PlanLine[];
  today: string;
}

/** The work plan as it stands now: the lines, what is done for each, and what every module's records say of it. */
export async function readWorkPlan({
  services,
  modules,
}: Pick<PageRequest, 'services' | 'modules'>): Promise<WorkPlan> {
  const { orm } = services;
  const now = services.now();
  const lines = await listLines(orm);
  const actions = Map.groupBy(await listActions(orm), ({ line }) => line);
  const figures: WorkFigure[] = [];
  for (const { workFigures } of modules) figures.push(...((await workFigures?.(orm, now)) ?? []));
  const byLine = Map.groupBy(figures, ({ line }) => line);
  return {
    today: dayAt(now, centralZone),
    lines: lines.map((line) => {
      const own = actions.get(line.code) ?? [];
      return {
        line,
        actions: own,
        figures: byLine.get(line.code) ?? [],
        state: lineStateOf(own),
      };
    }),
  };
}
