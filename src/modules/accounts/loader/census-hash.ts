import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import type { Secrets } from '#platform/secrets/secrets.ts';
import { codeHashOf, curpHashOf } from '../actions/identity-providers.ts';
import type { CensusProblem, CensusRow, ListedPerson, StateOf } from '../rules/census.ts';
import { readListedPerson } from '../rules/census.ts';
import { tableRows } from './census-csv.ts';

const columns = { required: ['curp', 'state', 'municipality'], optional: ['code'] };

/** Of very many problems the first are listed and the rest counted. */
const mostProblems = 1000;

export interface HashReport {
  rows: number;
  problems: readonly CensusProblem[];
  more: number;
}

/** The line of a census file that a person becomes. */
function lineOf(secrets: Secrets, { curp, code, state, municipality }: ListedPerson): string[] {
  const codes = code === null ? [] : [codeHashOf(secrets, curp, code)];
  return [curpHashOf(secrets, curp), ...codes, state, municipality];
}

/**
 * Turns a list of plain CURPs into the lines of a census file of keyed hashes, with everything that is wrong with it.
 * @param today `2026-11-23`
 */
async function* hashedLines(
  rows: AsyncIterable<CensusRow<ListedPerson>>,
  secrets: Secrets,
  report: { rows: number; problems: CensusProblem[]; more: number },
): AsyncGenerator<string> {
  const seen = new Set<string>();
  const note = (problem: CensusProblem) => {
    if (report.problems.length < mostProblems) report.problems.push(problem);
    else report.more += 1;
  };
  for await (const read of rows) {
    if ('problems' in read) {
      for (const problem of read.problems) note(problem);
      continue;
    }
    const line = lineOf(secrets, read.person);
    // Half a hash tells people apart, and a million of them fit into memory.
    const mark = Buffer.from(line[0] ?? '', 'hex').toString('latin1', 0, 16);
    if (seen.has(mark)) note({ row: read.row, column: 'curp', code: 'repeated' });
    seen.add(mark);
    if (report.rows === 0) yield `${headerOf(read.person).join(',')}\n`;
    report.rows += 1;
    yield `${line.join(',')}\n`;
  }
  if (report.rows === 0 && report.problems.length === 0) note({ row: 1, column: '', code: 'empty' });
}

function headerOf({ code }: ListedPerson): string[] {
  return ['curp_hash', ...(code === null ? [] : ['code_hash']), 'state', 'municipality'];
}

/**
 * Makes a census file of a list of plain CURPs (`curp,state,municipality`, and `code` where people were given one). The
 * file stands at its place only if every row of the list is right; nothing plain is written anywhere.
 * @throws an error of the file system, `EEXIST` where the file is there already
 */
export async function hashCensus(
  secrets: Secrets,
  input: string,
  output: string,
  stateOf: StateOf,
  today: string,
): Promise<HashReport> {
  const report = { rows: 0, problems: [] as CensusProblem[], more: 0 };
  if (await stat(output).catch(() => undefined)) {
    throw Object.assign(new Error(`${output} is there already`), { code: 'EEXIST' });
  }
  const rows = tableRows(createReadStream(input), columns, (row, cells) =>
    readListedPerson(row, cells, stateOf, today),
  );
  const draft = `${output}.part`;
  const file = createWriteStream(draft, { mode: 0o600 });
  try {
    for await (const line of hashedLines(rows, secrets, report)) {
      if (!file.write(line)) await once(file, 'drain');
    }
    file.end();
    await finished(file);
    if (report.problems.length === 0) await rename(draft, output);
  } finally {
    file.destroy();
    await rm(draft, { force: true });
  }
  return report;
}
