import type { Module } from '#platform/module.ts';
import { metricaApi } from './api.ts';
import { metricaTopics } from './changes.ts';
import { metricaFigures } from './figures.ts';
import { metricaLedgerKinds } from './ledger.ts';
import {
  editionsDataSet,
  methodologyDataSet,
  observationsDataSet,
  publishedDataSet,
} from './loader/data-sets.ts';
import { editionColumn, editionPages, editionSections } from './pages/edition/index.ts';
import { methodPages } from './pages/method/index.ts';
import { verifyMetrica } from './verify/index.ts';

export { initialChoice } from './edition/choice.ts';
export { type Selection, selectEdition } from './edition/selection.ts';
export {
  type EditionView,
  editionList,
  editionViews,
  findEditionView,
  latestMeasuredEdition,
} from './edition/view.ts';
export { sidesFinding, trendFinding } from './views/edition/findings.ts';
export { EditionMap } from './views/edition/map.tsx';
export { EditionRanking } from './views/edition/ranking.tsx';

const dataSets = [editionsDataSet, methodologyDataSet, observationsDataSet, publishedDataSet];

/** The Métrica de Gobierno Abierto: how open each government is, why, and how that was worked out. */
export const metrica: Module = {
  name: 'metrica',
  pages: [...methodPages, ...editionPages],
  navigation: [{ path: '/metrica', label: (t) => t('metrica:nav'), order: 10 }],
  topics: [metricaTopics],
  sections: editionSections,
  institutionColumns: [editionColumn],
  api: metricaApi,
  workFigures: metricaFigures,
  dataSets,
  ledgerKinds: metricaLedgerKinds(dataSets),
  verify: verifyMetrica,
};
