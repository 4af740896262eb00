import { type InstitutionKind, kindSlug, type Order, orderSlug } from '#modules/territory/index.ts';
import type { UncertaintySource } from '../rules/index.ts';

/** What a reader chose to see of an edition. */
export interface EditionChoice {
  /** The id of a measure. */
  measure: string;
  /** Only the institutions of this order of government. */
  order?: Order | undefined;
  /** Only the institutions of this kind. */
  kind?: InstitutionKind | undefined;
  /** The uncertainty that intervals show. */
  source: UncertaintySource;
}

/** The query parameters that hold a choice. */
export const choiceParameters = {
  measure: 'medida',
  order: 'orden_gobierno',
  kind: 'tipo',
  source: 'incertidumbre',
} as const;

/** The index itself. */
export const indexMeasure = 'ga';

/** What a page shows when its address chooses nothing. */
export const initialChoice: EditionChoice = { measure: indexMeasure, source: 'both' };

/** The sources of uncertainty as addresses write them: `?incertidumbre=muestra`. */
export const sourceSlugs: Readonly<Record<UncertaintySource, string>> = {
  both: 'ambas',
  sampling: 'muestra',
  weights: 'pesos',
};

/** Whether only some of the institutions of the edition are looked at. */
export function isFiltered({ order, kind }: Pick<EditionChoice, 'order' | 'kind'>): boolean {
  return order !== undefined || kind !== undefined;
}

/** A choice as changes to an address; what is left as it is at first goes out of the address. */
export function choiceChanges({
  measure,
  order,
  kind,
  source,
}: EditionChoice): Record<string, string | null> {
  return {
    [choiceParameters.measure]: measure === initialChoice.measure ? null : measure,
    [choiceParameters.order]: order === undefined ? null : orderSlug(order),
    [choiceParameters.kind]: kind === undefined ? null : kindSlug(kind),
    [choiceParameters.source]: source === initialChoice.source ? null : sourceSlugs[source],
  };
}
