import type { Module } from '#platform/module.ts';
import {
  editionsDataSet,
  methodologyDataSet,
  observationsDataSet,
  publishedDataSet,
} from './loader/data-sets.ts';

export {
  type EditionInstitution,
  type EditionUnit,
  type EditionView,
  editionList,
  findEditionView,
  latestMeasuredEdition,
} from './edition.ts';

/** The Métrica de Gobierno Abierto: how open each government is, why, and how that was worked out. */
export const metrica: Module = {
  name: 'metrica',
  pages: [],
  navigation: [],
  dataSets: [editionsDataSet, methodologyDataSet, observationsDataSet, publishedDataSet],
};
