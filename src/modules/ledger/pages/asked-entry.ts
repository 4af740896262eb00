import { badRequest, notFound, type Problem } from '#platform/errors/problem.ts';
import { createFormat } from '#platform/i18n/format.ts';
import { type Translate, translator } from '#platform/i18n/i18n.ts';
import { proveInclusion } from '#platform/ledger/proofs.ts';
import { makeReceipt, type Receipt } from '#platform/ledger/receipt.ts';
import type { PageRequest } from '#platform/module.ts';
import { entryAt } from '../store.ts';
import { type Head, readHead } from './head.ts';
import { kindsOf, type Line, lineOf } from './line.ts';

/** A signed entry, and what shows that it is in the ledger. */
export interface AskedEntry {
  line: Line;
  head: Head;
  receipt: Receipt;
}

function inBoth(
  problem: (es: string, en: string, parameter: string) => Problem,
  text: (t: Translate, integer: (value: number) => string) => string,
): Problem {
  const write = (lang: 'es-MX' | 'en') => text(translator(lang), createFormat(lang).integer);
  return problem(write('es-MX'), write('en'), 'index');
}

function noSuchEntry(index: number, size: number): Problem {
  return inBoth(notFound, (t, integer) =>
    size === 0
      ? t('ledger:entry.beyondEmpty', { index: integer(index) })
      : t('ledger:entry.beyond', {
          index: integer(index),
          count: size,
          total: integer(size),
          last: integer(size - 1),
        }),
  );
}

/** The place that an address names. @throws Problem 400 when it is not a number */
function readIndex(value: string): number {
  if (/^(0|[1-9]\d{0,14})$/.test(value)) return Number(value);
  throw inBoth(badRequest, (t) => t('ledger:entry.notNumber', { value }));
}

/** The entry at the place that an address names. @throws Problem 400, or 404 beyond the signed end of the ledger */
export async function readAskedEntry(request: PageRequest): Promise<AskedEntry> {
  const { services, page, params, modules } = request;
  const { orm } = services;
  const index = readIndex(params.index ?? '');
  const head = await readHead(orm);
  const row = head && index < head.size ? await entryAt(orm, index) : undefined;
  if (!head || !row) throw noSuchEntry(index, head?.size ?? 0);
  const line = lineOf(row, kindsOf(modules), page);
  const receipt = makeReceipt({
    entry: line.text,
    index,
    proof: await proveInclusion(orm, index, head.size),
    checkpoint: head.note,
    key: head.key,
  });
  return { line, head, receipt };
}
