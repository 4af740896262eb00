import { newId } from '#platform/database/identifier.ts';
import { digestOf } from '#platform/ledger/digest.ts';
import type { PendingDocument } from '#platform/uploads/document.tsx';
import { fileKinds } from '#platform/uploads/kinds.ts';
import { filePath } from '../rules/index.ts';
import { addPlanFile } from '../store/files.ts';
import type { Acting } from './act.ts';

/** A document as records name it. */
export interface KeptDocument {
  /** Its address, or the path of ours at which its file is given out; null where there is none. */
  document: string | null;
  /** For the ledger: the SHA-256 of the file, or the digest of the address; null where there is no document. */
  sha256: string | null;
}

/** Stores what a form brought as a document, in the transaction of the act that it belongs to. */
export async function keepDocument(
  { orm, person, now, state }: Acting,
  pending: PendingDocument | null,
): Promise<KeptDocument> {
  if (pending === null) return { document: null, sha256: null };
  if ('address' in pending) {
    const { address } = pending;
    return { document: address, sha256: digestOf({ address }) };
  }
  const { name, kind, bytes, sha256 } = pending.file;
  const id = newId();
  await addPlanFile(orm, {
    ...{ id, state: state.clave, file: bytes, fileName: name, sha256 },
    ...{ contentType: fileKinds[kind].contentType, person: person.id, at: now },
  });
  return { document: filePath(id), sha256 };
}
