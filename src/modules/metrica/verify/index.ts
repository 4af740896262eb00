import type { Verification } from '#platform/module.ts';
import type { Services } from '#platform/services.ts';
import { computeResults } from '../actions.ts';
import { type EditionView, editionViews } from '../edition/view.ts';
import type { Verification as CellVerification, Tree } from '../rules/index.ts';
import type { UnitMeasure } from '../schema.ts';
import {
  type EditionResults,
  listObserved,
  listSampled,
  listUnitScores,
  type ObservedInstitution,
} from '../store.ts';
import { baseConsistency, indexChanges, nationalChecks, verifyAnnex, verifyBaseUnits } from './agreement.ts';

/** Stored and recomputed values closer than this are the same: what differs less is noise of binary floats. */
const NOISE = 1e-12;

/** Every figure of an edition's results under a name that says whose it is. */
type Figures = ReadonlyMap<string, number | string>;

function figuresOfMeasure(name: string, { value, rank, count, intervals }: UnitMeasure): [string, number][] {
  return [
    [`${name}, value`, value],
    [`${name}, rank`, rank],
    [`${name}, institutions`, count],
    ...Object.entries(intervals).flatMap(([source, interval]) =>
      Object.entries(interval ?? {}).map(([end, figure]): [string, number] => [
        `${name}, ${source} ${end}`,
        figure,
      ]),
    ),
  ];
}

function figuresOf(results: EditionResults, unitName: (clave: string) => string): Figures {
  return new Map<string, number | string>([
    ...results.institutions.flatMap(({ institution, scores, missing }): [string, number | string][] => [
      ...Object.entries(scores).map(([measure, score]): [string, number] => [
        `${institution}, ${measure}`,
        score,
      ]),
      ...Object.entries(missing).map(([measure, nodes]): [string, string] => [
        `${institution}, ${measure}, lacking`,
        nodes.join(' '),
      ]),
    ]),
    ...results.units.flatMap(({ clave, institutions, measures }): [string, number][] => [
      [`${unitName(clave)}, institutions`, institutions],
      ...Object.entries(measures).flatMap(([measure, unit]) =>
        figuresOfMeasure(`${unitName(clave)}, ${measure}`, unit),
      ),
    ]),
  ]);
}

function sameFigure(stored: number | string | undefined, recomputed: number | string | undefined): boolean {
  if (typeof stored === 'number' && typeof recomputed === 'number') {
    return Math.abs(stored - recomputed) <= NOISE;
  }
  return stored === recomputed;
}

/** What is stored against what follows from the observations, figure by figure. */
function compareFigures(stored: Figures, recomputed: Figures): string[] {
  return [...new Set([...recomputed.keys(), ...stored.keys()])]
    .filter((name) => !sameFigure(stored.get(name), recomputed.get(name)))
    .map(
      (name) =>
        `${name}: stored ${stored.get(name) ?? 'nothing'}, recomputed ${recomputed.get(name) ?? 'nothing'}`,
    );
}

/** An edition with its indicators and what was observed under them. */
interface Measured {
  view: EditionView;
  tree: Tree;
  observed: readonly ObservedInstitution[];
}

async function verifyStored({ orm }: Services, { view, tree, observed }: Measured): Promise<Verification> {
  const { year, unitByClave } = view;
  const unitName = (clave: string) => unitByClave.get(clave)?.name ?? clave;
  const stored = figuresOf(
    { institutions: await listSampled(orm, year), units: await listUnitScores(orm, year) },
    unitName,
  );
  const recomputed = figuresOf(computeResults(tree.methodology, observed), unitName);
  return {
    name: `Métrica ${year}: stored results against the observations`,
    checked: recomputed.size,
    differences: compareFigures(stored, recomputed),
  };
}

function cellsReport(name: string, { cells, total }: CellVerification, view: EditionView): Verification {
  return {
    name,
    checked: total,
    differences: cells
      .filter(({ equal }) => !equal)
      .map(
        ({ row, measure, published, ours }) =>
          `${view.unitByClave.get(row)?.name ?? row}, ${measure}: published ${published}, ours ${ours ?? 'nothing'}`,
      ),
  };
}

function verifyBase({ view, tree, observed }: Measured): Verification {
  const { checks, beyond } = baseConsistency(tree, observed);
  return {
    name: `Métrica ${view.year}: published scores of institutions against their parts`,
    checked: checks,
    differences: beyond.map(
      ({ who, node, observed, computed }) =>
        `${who}, ${node}: published ${observed}, its parts make ${computed}`,
    ),
  };
}

function verifyNational({ view, tree }: Measured): Verification {
  const checks = nationalChecks(view, tree).filter(({ origin }) => origin === 'institutions');
  return {
    name: `Métrica ${view.year}: published national values against the mean of institutions`,
    checked: checks.length,
    differences: checks
      .filter(({ verdict }) => verdict !== 'equal')
      .map(({ measure, published, ours }) => `national, ${measure}: published ${published}, ours ${ours}`),
  };
}

async function verifyEdition(services: Services, measured: Measured): Promise<Verification[]> {
  const { view } = measured;
  const { year } = view;
  const annex = verifyAnnex(view);
  const baseUnits = await verifyBaseUnits(view);
  return [
    await verifyStored(services, measured),
    ...(annex.total > 0
      ? [cellsReport(`Métrica ${year}: official figures by state, as printed`, annex, view)]
      : []),
    ...(baseUnits
      ? [cellsReport(`Métrica ${year}: means by state of the published base, in full`, baseUnits, view)]
      : []),
    verifyBase(measured),
    verifyNational(measured),
  ];
}

function verifyChanges(views: readonly EditionView[]): Verification {
  const changes = indexChanges(views).filter(({ published }) => published !== null);
  return {
    name: 'Métrica: published changes between editions',
    checked: changes.length,
    differences: changes
      .filter(({ agrees }) => !agrees)
      .map(({ from, to, published, ours }) => `${from} to ${to}, ga: published ${published}, ours ${ours}`),
  };
}

/**
 * The module's self-check: for each edition with observations, recomputes everything that follows from them and holds
 * it against what is stored, and holds our figures against every official one. Published figures that contradict each
 * other, such as the participation of 2019 and its components, are no fault of ours and are told on the page instead.
 */
export async function verifyMetrica(services: Services): Promise<Verification[]> {
  const views = await editionViews(services);
  const reports: Verification[] = [];
  for (const view of views) {
    const { year, tree } = view;
    if (!tree) continue;
    const observed = await listObserved(services.orm, year);
    if (observed.length > 0) reports.push(...(await verifyEdition(services, { view, tree, observed })));
  }
  return [...reports, verifyChanges(views)];
}
