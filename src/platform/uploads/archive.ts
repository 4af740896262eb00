import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import type { FileKind, Refusal, Sniffed } from './kinds.ts';

const unpack = promisify(inflateRaw);

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const localSignature = 0x04034b50;
const endBytes = 22;
const longestComment = 0xffff;

/** What an office document may hold: more is no document. */
const mostEntries = 5000;
/** The most bytes that all entries may have when unpacked. */
const mostUnpacked = 100 * 1024 * 1024;
/** How many times larger than packed they may be: real tables of repeated text come to some fifty. */
const mostGrowth = 150;
/** Below this size growth does no harm. */
const harmless = 1024 * 1024;

interface ArchiveEntry {
  name: string;
  packed: Uint8Array;
  deflated: boolean;
  size: number;
}

class ArchiveRefused extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal);
    this.refusal = refusal;
  }
}

/** Where the end record of an archive begins that reaches to the very end of the bytes; undefined where there is none. */
export function archiveEnd(bytes: Buffer): number | undefined {
  const last = bytes.length - endBytes;
  for (let at = last; at >= 0 && at >= last - longestComment; at -= 1) {
    if (
      bytes.readUInt32LE(at) === endSignature &&
      at + endBytes + bytes.readUInt16LE(at + 20) === bytes.length
    )
      return at;
  }
  return undefined;
}

/** The data of an entry, found by its local header. */
function packedData(bytes: Buffer, local: number, length: number): Buffer {
  if (local + 30 > bytes.length || bytes.readUInt32LE(local) !== localSignature)
    throw new ArchiveRefused('broken');
  const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  if (start + length > bytes.length) throw new ArchiveRefused('broken');
  return bytes.subarray(start, start + length);
}

/** The entries that the central directory of an archive lists. */
function entriesOf(bytes: Buffer, end: number): ArchiveEntry[] {
  const count = bytes.readUInt16LE(end + 10);
  const start = bytes.readUInt32LE(end + 16);
  if (count > mostEntries) throw new ArchiveRefused('bomb');
  // Nothing between the directory and the end, and nothing before the first entry: there another file could hide.
  if (start + bytes.readUInt32LE(end + 12) !== end || bytes.readUInt32LE(0) !== localSignature)
    throw new ArchiveRefused('mixed');
  const entries: ArchiveEntry[] = [];
  let at = start;
  for (let n = 0; n < count; n += 1) {
    if (at + 46 > end || bytes.readUInt32LE(at) !== entrySignature) throw new ArchiveRefused('broken');
    const nameLength = bytes.readUInt16LE(at + 28);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    const method = bytes.readUInt16LE(at + 10);
    if ((bytes.readUInt16LE(at + 8) & 1) === 1) throw new ArchiveRefused('locked');
    if (method !== 0 && method !== 8) throw new ArchiveRefused('unknown');
    if (name.includes('..') || /^[/\\]|[\0\\:]/.test(name)) throw new ArchiveRefused('broken');
    const packed = packedData(bytes, bytes.readUInt32LE(at + 42), bytes.readUInt32LE(at + 20));
    entries.push({ name, packed, deflated: method === 8, size: bytes.readUInt32LE(at + 24) });
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

function refuseBomb(entries: readonly ArchiveEntry[]): void {
  const unpacked = entries.reduce((sum, { size }) => sum + size, 0);
  // Entries that share their packed bytes are counted each time: so a small file becomes a huge one.
  const packed = entries.reduce((sum, entry) => sum + entry.packed.length, 0);
  if (unpacked > mostUnpacked || (unpacked > harmless && unpacked > packed * mostGrowth))
    throw new ArchiveRefused('bomb');
}

/** Unpacks an entry, which must be exactly as large as the directory says. */
async function contentOf({ packed, deflated, size }: ArchiveEntry): Promise<Uint8Array> {
  if (!deflated) {
    if (packed.length !== size) throw new ArchiveRefused('broken');
    return packed;
  }
  try {
    const content = await unpack(packed, { maxOutputLength: Math.max(1, size) });
    if (content.length === size) return content;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw new ArchiveRefused('bomb');
  }
  throw new ArchiveRefused('broken');
}

const openDocuments: Readonly<Record<string, FileKind>> = {
  'application/vnd.oasis.opendocument.spreadsheet': 'ods',
  'application/vnd.oasis.opendocument.text': 'odt',
};

/** Programs within documents: macros, objects of other programs, scripts. */
const program =
  /vbaProject|vbaData|\/activeX\/|\/embeddings\/.*\.bin$|^Basic\/|^Scripts\/|\.(exe|dll|js|vbs|bat|cmd|ps1|jar|html?)$/i;

function kindOf(listed: readonly string[], mimetype: string | undefined): Sniffed {
  const names = new Set(listed);
  if ([...names].some((name) => program.test(name))) return { refused: 'active' };
  const open = mimetype === undefined ? undefined : openDocuments[mimetype];
  if (open) return names.has('content.xml') ? { kind: open } : { refused: 'broken' };
  if (!names.has('[Content_Types].xml')) return { refused: 'unknown' };
  const found = (['xl/workbook.xml', 'word/document.xml'] as const).filter((name) => names.has(name));
  if (found.length > 1) return { refused: 'mixed' };
  if (found[0] === 'xl/workbook.xml') return { kind: 'xlsx' };
  return found[0] === 'word/document.xml' ? { kind: 'docx' } : { refused: 'unknown' };
}

/**
 * The parts of an archive by their names, unpacked within the limits above.
 * @returns why not, for an archive that is broken or grows beyond measure
 */
export async function unpackArchive(bytes: Buffer): Promise<Map<string, Uint8Array> | { refused: Refusal }> {
  const end = archiveEnd(bytes);
  if (end === undefined) return { refused: 'broken' };
  try {
    const entries = entriesOf(bytes, end);
    if (new Set(entries.map(({ name }) => name)).size !== entries.length) return { refused: 'broken' };
    refuseBomb(entries);
    const parts = new Map<string, Uint8Array>();
    for (const entry of entries) parts.set(entry.name, await contentOf(entry));
    return parts;
  } catch (error) {
    if (error instanceof ArchiveRefused) return { refused: error.refusal };
    if (error instanceof RangeError) return { refused: 'broken' };
    throw error;
  }
}

/** What an archive is by its entries: an office document, or nothing that is taken. All of it is unpacked to see that it can be. */
export async function sniffArchive(bytes: Buffer): Promise<Sniffed> {
  const parts = await unpackArchive(bytes);
  if ('refused' in parts) return parts;
  const mimetype = parts.get('mimetype');
  return kindOf([...parts.keys()], mimetype && Buffer.from(mimetype).toString('latin1').trim());
}
