import type { Orm } from '#platform/database/types.ts';
import type { Translate } from '#platform/i18n/i18n.ts';
import { treeRoot, verifyConsistency } from '#platform/ledger/merkle.ts';
import { encodeBase64 } from '#platform/ledger/note.ts';
import { proveConsistency, storedHashes } from '#platform/ledger/proofs.ts';
import { findCheckpoint } from '#platform/ledger/store.ts';
import { cosignedNote } from '#platform/ledger/witnesses.ts';

const parameters = ['desde', 'hasta'] as const;
type SizeParameter = (typeof parameters)[number];

interface SizeProblem {
  parameter: SizeParameter;
  /** Beyond the signed end of the ledger: what is asked for is not there. */
  beyond: boolean;
  text(t: Translate): string;
}

/** Two sizes of the ledger as an address asks for them. */
export interface AskedSizes {
  typed: Readonly<Partial<Record<SizeParameter, string>>>;
  /** Undefined where nothing was asked, or nothing that can be answered. */
  sizes: { from: number; to: number } | undefined;
  problems: readonly SizeProblem[];
  status: 200 | 400 | 404;
}

function problemOf(
  parameter: SizeParameter,
  value: string | undefined,
  size: number,
): SizeProblem | undefined {
  if (value === undefined || !/^(0|[1-9]\d{0,14})$/.test(value)) {
    return {
      parameter,
      beyond: false,
      text: (t) => t('ledger:consistency.problem.number', { value: value ?? '' }),
    };
  }
  if (Number(value) <= size) return undefined;
  return { parameter, beyond: true, text: (t) => t('ledger:consistency.problem.beyond', { value, size }) };
}

/** Reads two sizes up to the one that is signed. A page without any asks nothing. */
export function readSizes(query: URLSearchParams, size: number): AskedSizes {
  const given = parameters.flatMap((name) => {
    const value = query.get(name)?.trim();
    return value ? [[name, value]] : [];
  });
  const typed: AskedSizes['typed'] = Object.fromEntries(given);
  if (given.length === 0) return { typed, sizes: undefined, problems: [], status: 200 };
  const problems = parameters.flatMap((name) => problemOf(name, typed[name], size) ?? []);
  const [from, to] = [Number(typed.desde), Number(typed.hasta)];
  if (problems.length === 0 && to < from) {
    problems.push({
      parameter: 'hasta',
      beyond: false,
      text: (t) => t('ledger:consistency.problem.order', { from, to }),
    });
  }
  if (problems.length === 0) return { typed, sizes: { from, to }, problems, status: 200 };
  return { typed, sizes: undefined, problems, status: problems.every(({ beyond }) => beyond) ? 404 : 400 };
}

/** The ledger at a size. */
interface TreeThen {
  size: number;
  /** In base64: the signed root where a checkpoint of this size was signed, else the one of the entries. */
  root: string;
  /** The checkpoint of this size, where one was signed. */
  note: string | undefined;
  time: Date | undefined;
}

/** Two sizes of the ledger, the proof between them, and whether it holds. */
export interface Comparison {
  older: TreeThen;
  newer: TreeThen;
  /** In base64. */
  proof: string[];
  holds: boolean;
}

async function treeAt(orm: Orm, size: number): Promise<{ root: Uint8Array; shown: TreeThen }> {
  const checkpoint = await findCheckpoint(orm, size);
  const root = checkpoint?.root ?? (await treeRoot(storedHashes(orm, size), size));
  const note = checkpoint && (await cosignedNote(orm, checkpoint));
  return { root, shown: { size, root: encodeBase64(root), note, time: checkpoint?.time } };
}

/** Proves that the ledger only grew from one signed size to another, and checks the proof. */
export async function compareSizes(
  orm: Orm,
  { from, to }: { from: number; to: number },
): Promise<Comparison> {
  const older = await treeAt(orm, from);
  const newer = await treeAt(orm, to);
  const proof = await proveConsistency(orm, from, to);
  return {
    older: older.shown,
    newer: newer.shown,
    proof: proof.map(encodeBase64),
    holds: verifyConsistency(from, to, older.root, newer.root, proof),
  };
}
