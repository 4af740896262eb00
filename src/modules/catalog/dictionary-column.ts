import type { spanish } from '#platform/i18n/resources.ts';

type DataTexts = (typeof spanish)['site']['data'];

/** What a column means: the key of its text. */
export type ColumnMeaning = keyof DataTexts['columns'];

/** How a program should read the cells of a column. An empty cell is *sin dato* in every type. */
export type ColumnType = keyof DataTexts['types'];

/** What the cells of a column may be. */
export interface ColumnRange {
  min?: string;
  max?: string;
  /** All values there are. */
  values?: readonly string[];
}

/** A column of a file: its name in the header and what it means. */
export interface DataColumn {
  name: string;
  meaning: ColumnMeaning;
  type: ColumnType;
  range: ColumnRange;
  /** A value that stands in the file. */
  example: string;
}

/** A file that people and programs download: the same rows as CSV and as JSON. */
export interface DataFile {
  /** Names its texts. */
  id: keyof DataTexts['files'];
  /** Its address without the ending; `{year}` stands for each edition measured, `{state}` for the slug of a state. */
  path: string;
  /** False where the JSON holds a document of its own instead of the same rows. */
  sameJson: boolean;
  columns: readonly DataColumn[];
}

export function column(
  name: string,
  meaning: ColumnMeaning,
  type: ColumnType,
  example: string,
  range: ColumnRange = {},
): DataColumn {
  return { name, meaning, type, example, range };
}

export const claveRange = { min: '00', max: '32' };
export const atLeast = (min: string): ColumnRange => ({ min });
