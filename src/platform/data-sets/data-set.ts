import type { NewChange } from '../changes/change.ts';
import type { Orm } from '../database/types.ts';
import type { ProblemText } from '../errors/problem.ts';
import type { Translate } from '../i18n/i18n.ts';
import type { Services } from '../services.ts';
import type { LoadAct } from './load-act.ts';

/** A place in a file where something is wrong. Rows count from 1 with the header, as a spreadsheet shows them. */
export interface RowProblem {
  row: number;
  column: string;
  /** What is wrong, in English: for the terminal, and for readers where there is nothing else. */
  message: string;
  /** The same in Spanish. */
  es?: string;
}

/** What is wrong with a place in a file, in both languages. */
export function rowProblem(row: number, column: string, { es, en }: ProblemText): RowProblem {
  return { row, column, message: en, es };
}

/** What a load did. */
export interface LoadReport {
  dataSet: string;
  /** `unchanged` when this very file was loaded before: nothing was written. */
  outcome: 'loaded' | 'unchanged';
  rows: number;
  /** Things worth knowing that did not stop the load, such as repaired encodings. */
  notes: string[];
}

/** A file that cannot be loaded: every problem found in it. Nothing was written. */
export class LoadError extends Error {
  readonly problems: readonly RowProblem[];

  constructor(dataSet: string, problems: readonly RowProblem[]) {
    super(
      `${dataSet}: ${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}; nothing was loaded.`,
    );
    this.name = 'LoadError';
    this.problems = problems;
  }
}

/** The bytes of a file to load and where they came from. */
export interface LoadInput {
  bytes: Uint8Array;
  /** Shown to everyone as the source of the data: the name of a file, not where it lies on this machine. */
  source: string;
  /** Settings given on the command line, such as `edition=2017`. */
  options: Readonly<Record<string, string>>;
}

/** A data set that can be loaded by name, with the file the platform ships for it. */
export interface DataSet {
  /** Name on the command line. */
  name: string;
  /** What people call it. Left out, its name. */
  title?(t: Translate): string;
  /** One line for `tequio load --help`. */
  summary: string;
  /** Options that `load` accepts, with a line of help each. */
  options: Readonly<Record<string, string>>;
  /** Files under `data/` that a fresh installation loads, in order. */
  shipped: readonly { file: string; options: Readonly<Record<string, string>> }[];
  /** Where a load is a public act: how it stands in the ledger. */
  act?: LoadAct;
  /** What those who follow something are told of a load. Asked in the load's transaction, after its rows are in. */
  announce?(
    orm: Orm,
    load: { rows: number; options: LoadInput['options'] },
  ): Promise<Omit<NewChange, 'entry'>>;
  /** Validates every row, then writes all or nothing in one transaction. @throws LoadError */
  load(services: Services, input: LoadInput): Promise<{ rows: number; notes: string[] }>;
}
