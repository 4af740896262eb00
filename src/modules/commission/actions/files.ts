import { newId } from '#platform/database/identifier.ts';
import { digestOf } from '#platform/ledger/digest.ts';
import type { PendingDocument } from '#platform/uploads/document.tsx';
import { filePath, isFilePath } from '../rules/index.ts';
import { addFile } from '../store/files.ts';
import type { Acting } from './act.ts';

/** A document as records name it. */
export interface KeptDocument {
  /** Its address, or the path of ours at which its file is given out; null where there is none. */
  document: string | null;
  /** For the ledger: the SHA-256 of the file, or the digest of the address; null where nothing new came. */
  sha256: string | null;
}

/** Whether there will be a document: what a form brings, or the file that stands and that no form shows as text. */
export function hasDocument(pending: PendingDocument | null, standing: string | null): boolean {
  return pending !== null || isFilePath(standing);
}

/**
 * Stores what a form brought as a document, in the transaction of the act that it belongs to. An address that is left
 * out is taken away; a file stays until another document takes its place.
 */
export async function keepDocument(
  { orm, now }: Acting,
  pending: PendingDocument | null,
  standing: string | null = null,
): Promise<KeptDocument> {
  if (pending === null) return { document: isFilePath(standing) ? standing : null, sha256: null };
  if ('address' in pending) {
    const { address } = pending;
    return { document: address, sha256: digestOf({ address }) };
  }
  const { name, kind, bytes, sha256 } = pending.file;
  const id = newId();
  await addFile(orm, { id, name, kind, bytes, sha256, at: now });
  return { document: filePath(id), sha256 };
}
