import type { Orm } from '#platform/database/types.ts';
import { type ExhortationStep, exhortationSteps, furthestStep } from './rules/index.ts';
import { type EventRow, type ExhortationRow, listEvents, listExhortations } from './store/exhortations.ts';

/** An exhortation with its steps and the furthest of them. */
export interface Exhortation {
  row: ExhortationRow;
  events: readonly EventRow[];
  furthest: ExhortationStep | undefined;
}

export async function readExhortations(orm: Orm): Promise<Exhortation[]> {
  const events = Map.groupBy(await listEvents(orm), ({ exhortation }) => exhortation);
  return (await listExhortations(orm)).map((row) => {
    const own = events.get(row.id) ?? [];
    return { row, events: own, furthest: furthestStep(own.map(({ step }) => step)) };
  });
}

/** How far the exhortations to each state came: the furthest of all, as its place from 1. States without one are left out. */
export function reachByState(exhortations: readonly Exhortation[]): Map<string, number> {
  const reach = new Map<string, number>();
  for (const { row, furthest } of exhortations) {
    if (row.state === null || furthest === undefined) continue;
    const place = exhortationSteps.indexOf(furthest) + 1;
    reach.set(row.state, Math.max(place, reach.get(row.state) ?? 0));
  }
  return reach;
}
