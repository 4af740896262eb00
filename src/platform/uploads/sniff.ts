import { archiveEnd, sniffArchive } from './archive.ts';
import type { Sniffed } from './kinds.ts';
import { sniffText } from './text.ts';

const startsWith = (bytes: Buffer, ...start: number[]) => start.every((byte, at) => bytes[at] === byte);
const ascii = (bytes: Buffer, from: number, to: number) => bytes.toString('latin1', from, to);

/** Windows, Linux and macOS programs, Java classes, WebAssembly, shortcuts of Windows, scripts with their interpreter. */
function isProgram(bytes: Buffer): boolean {
  return (
    startsWith(bytes, 0x4d, 0x5a) ||
    startsWith(bytes, 0x7f, 0x45, 0x4c, 0x46) ||
    [0xfeedface, 0xfeedfacf, 0xcefaedfe, 0xcffaedfe, 0xcafebabe].some(
      (magic) => bytes.length >= 4 && bytes.readUInt32BE(0) === magic,
    ) ||
    startsWith(bytes, 0x00, 0x61, 0x73, 0x6d) ||
    startsWith(bytes, 0x4c, 0x00, 0x00, 0x00, 0x01, 0x14, 0x02, 0x00) ||
    ascii(bytes, 0, 2) === '#!'
  );
}

/** The end of an image in chunks (PNG), which must be the end of the file. */
function endsAsPng(bytes: Buffer): boolean {
  let at = 8;
  let first = true;
  while (at + 12 <= bytes.length) {
    const type = ascii(bytes, at + 4, at + 8);
    if (first && type !== 'IHDR') return false;
    first = false;
    at += 12 + bytes.readUInt32BE(at);
    if (type === 'IEND') return at === bytes.length;
  }
  return false;
}

/** Some cameras fill up their files with zeros. */
function withoutZeros(bytes: Buffer): Buffer {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end -= 1;
  return bytes.subarray(0, end);
}

const images = {
  png: {
    begins: (bytes: Buffer) => startsWith(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    ends: endsAsPng,
  },
  jpeg: {
    begins: (bytes: Buffer) => startsWith(bytes, 0xff, 0xd8, 0xff),
    ends: (bytes: Buffer) => withoutZeros(bytes).subarray(-2).equals(Buffer.of(0xff, 0xd9)),
  },
  gif: {
    begins: (bytes: Buffer) => /^GIF8[79]a$/.test(ascii(bytes, 0, 6)),
    ends: (bytes: Buffer) => bytes.at(-1) === 0x3b,
  },
  webp: {
    begins: (bytes: Buffer) => ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP',
    ends: (bytes: Buffer) => bytes.length >= 12 && bytes.readUInt32LE(4) + 8 === bytes.length,
  },
} as const;

/** How far into a file readers of PDF look for its beginning. */
const pdfSearch = 1024;

/** Whether bytes that are something else are also a page, a script of a server, a PDF or an archive. */
function isMixed(bytes: Buffer): boolean {
  return (
    archiveEnd(bytes) !== undefined ||
    ascii(bytes, 0, pdfSearch).includes('%PDF-') ||
    ['<script', '<SCRIPT', '<?php', '<html', '<HTML', '<svg'].some((sign) => bytes.includes(sign))
  );
}

function sniffPdf(bytes: Buffer): Sniffed {
  if (!/^%PDF-[12]\.\d/.test(ascii(bytes, 0, 8))) return { refused: 'broken' };
  const tail = ascii(bytes, Math.max(0, bytes.length - 1024), bytes.length);
  const end = tail.lastIndexOf('%%EOF');
  if (end < 0) return { refused: 'broken' };
  if (tail.slice(end + 5).trim() !== '' || archiveEnd(bytes) !== undefined) return { refused: 'mixed' };
  if (bytes.includes('/JavaScript') || bytes.includes('/Launch')) return { refused: 'active' };
  return bytes.includes('/Encrypt ') ? { refused: 'locked' } : { kind: 'pdf' };
}

/**
 * What a file is, by its bytes: neither its name nor what the sender says of it counts. What is several things at once
 * is refused, so that nobody downstream takes it for another one than we did.
 */
export async function sniff(content: Uint8Array): Promise<Sniffed> {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  if (bytes.length === 0) return { refused: 'empty' };
  if (isProgram(bytes)) return { refused: 'program' };
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04)) return sniffArchive(bytes);
  if (ascii(bytes, 0, 5) === '%PDF-') return sniffPdf(bytes);
  for (const [kind, { begins, ends }] of Object.entries(images)) {
    if (!begins(bytes)) continue;
    if (isMixed(bytes)) return { refused: 'mixed' };
    return ends(bytes) ? { kind: kind as keyof typeof images } : { refused: 'broken' };
  }
  return archiveEnd(bytes) !== undefined ? { refused: 'mixed' } : sniffText(bytes);
}
