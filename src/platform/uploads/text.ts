import type { Sniffed } from './kinds.ts';

/** Signs that no text has: control characters but for tabulators and line breaks. */
function hasControls(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x20 ? code !== 0x09 && code !== 0x0a && code !== 0x0d && code !== 0x0c : code === 0x7f)
      return true;
  }
  return false;
}

/** A text in UTF-8, in UTF-16 with its mark, or else in one of the encodings of a byte per sign. */
function decoded(bytes: Buffer): string | undefined {
  const utf16 =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : '';
  try {
    return new TextDecoder(utf16 || 'utf-8', { fatal: true }).decode(bytes);
  } catch {
    return utf16 ? undefined : bytes.toString('latin1');
  }
}

/** How browsers recognise a page where nobody tells them better, and servers their scripts. */
const activeStart =
  /^(<!doctype html|<(html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p|img|svg|object|embed|link|meta|base|form)[\s>/]|<!--|<\?php|<\?=|<%)/i;

function sniffMarkup(text: string): Sniffed {
  if (/<!(doctype|entity)/i.test(text)) return { refused: 'active' };
  if (/<([\w.-]+:)?(script|html|svg)[\s>/]|<\?xml-stylesheet/i.test(text)) return { refused: 'active' };
  return /<\/[\w.:-]+\s*>\s*(<!--[\s\S]*?-->\s*)*$|\/>\s*$/.test(text.slice(-1000))
    ? { kind: 'xml' }
    : { refused: 'broken' };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** What a file of text is; a file that is no text is of no kind that we know. */
export function sniffText(bytes: Buffer): Sniffed {
  const text = decoded(bytes);
  if (text === undefined || hasControls(text)) return { refused: 'unknown' };
  const start = text.trimStart();
  if (start === '') return { refused: 'empty' };
  if (start.startsWith('#!')) return { refused: 'program' };
  if (activeStart.test(start)) return { refused: 'active' };
  if (start.includes('%PDF-') && text.slice(0, 1024).includes('%PDF-')) return { refused: 'mixed' };
  if (start.startsWith('{\\rtf')) return { refused: 'unknown' };
  if (/^<(\?xml|[A-Za-z_])/.test(start)) return sniffMarkup(text);
  return /^[[{]/.test(start) && isJson(start) ? { kind: 'json' } : { kind: 'text' };
}
