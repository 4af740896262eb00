import { createHash } from 'node:crypto';
import type { BytesResult } from '../http/results.ts';
import { type FileKind, fileKinds, type Refusal } from './kinds.ts';
import { sniff } from './sniff.ts';

/** What files may be sent for one purpose. */
export interface UploadRule {
  kinds: readonly FileKind[];
  maxBytes: number;
}

/** A file that was taken. */
export interface AcceptedFile {
  /** A name that is safe to store and to give out again, with an extension that fits the content. */
  name: string;
  kind: FileKind;
  bytes: Uint8Array;
  /** Hexadecimal. */
  sha256: string;
}

/** Why a file was not taken: none was sent, it is too large, of a kind that is not wanted here, or refused everywhere. */
export type UploadProblem = 'missing' | 'too-large' | 'other-kind' | Refusal;

const longestName = 80;

/** The name of a file without folders, control characters and signs that mean something to systems or pages. */
export function safeName(given: string, kind: FileKind): string {
  const base = given.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const [, stem = base, extension = ''] = /^(.*?)(?:\.([A-Za-z0-9]{1,8}))?$/s.exec(base) ?? [];
  const kept = stem
    .replace(/[^\p{L}\p{N} ._()-]/gu, '_')
    .replace(/^[\s.]+|[\s.]+$/g, '')
    .slice(0, longestName)
    .toWellFormed();
  const known: readonly string[] = fileKinds[kind].extensions;
  const fitting = known.includes(extension.toLowerCase()) ? extension.toLowerCase() : known[0];
  return `${kept || 'archivo'}.${fitting}`;
}

/** Takes a file that a form has sent, by its size and by what its bytes say it is. */
export async function acceptFile(
  file: File | undefined,
  { kinds, maxBytes }: UploadRule,
): Promise<{ ok: true; file: AcceptedFile } | { ok: false; problem: UploadProblem }> {
  if (!file) return { ok: false, problem: 'missing' };
  if (file.size > maxBytes) return { ok: false, problem: 'too-large' };
  const bytes = new Uint8Array(await file.arrayBuffer());
  const sniffed = await sniff(bytes);
  if ('refused' in sniffed) return { ok: false, problem: sniffed.refused };
  if (!kinds.includes(sniffed.kind)) return { ok: false, problem: 'other-kind' };
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { ok: true, file: { name: safeName(file.name, sniffed.kind), kind: sniffed.kind, bytes, sha256 } };
}

/** A file that was taken, given out again: as a file to be kept, never as a page of ours. */
export function downloadOf({
  name,
  kind,
  bytes,
}: Pick<AcceptedFile, 'name' | 'kind' | 'bytes'>): BytesResult {
  return {
    kind: 'bytes',
    contentType: fileKinds[kind].contentType,
    bytes,
    cache: 'revalidate',
    filename: name,
  };
}
