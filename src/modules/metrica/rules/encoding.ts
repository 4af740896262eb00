/** How the bytes of a field were read; `repaired` when no single encoding explains them. */
export type FieldEncoding = 'ascii' | 'utf-8' | 'windows-1252' | 'mac-roman' | 'repaired';

/** The text of a field, composed (NFC), and how it was read; `note` says in English what was repaired or is lost. */
export interface DecodedField {
  text: string;
  encoding: FieldEncoding;
  note?: string;
}

/** Stands in a decoded text where a byte could not be read. */
export const UNREADABLE = '\uFFFD';

type SingleByteEncoding = 'windows-1252' | 'mac-roman';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The characters of the bytes 0x80 to 0xFF in an encoding that gives each byte one character. */
function upperHalf(label: string): readonly string[] {
  return [...new TextDecoder(label).decode(Uint8Array.from({ length: 128 }, (_, index) => index + 128))];
}

const UPPER_HALVES: Readonly<Record<SingleByteEncoding, readonly string[]>> = {
  'windows-1252': upperHalf('windows-1252'),
  'mac-roman': upperHalf('macintosh'),
};

const SINGLE_BYTE_ENCODINGS = ['windows-1252', 'mac-roman'] as const;

const isLetter = (text: string) => /^\p{L}$/u.test(text);
const isDigit = (text: string) => /^[0-9]$/.test(text);
const isUpper = (text: string) =>
  isLetter(text) && text === text.toUpperCase() && text !== text.toLowerCase();
const isLower = (text: string) =>
  isLetter(text) && text === text.toLowerCase() && text !== text.toUpperCase();
const isEdge = (text: string) => text === '' || /^\s$/.test(text);

/** Whether a letter's case fits between its neighbours: a capital only begins a word or stands among capitals. */
function caseFits(before: string, letter: string, after: string): boolean {
  if (isUpper(letter)) return !isLower(before) && !(isUpper(before) && isLower(after));
  return !isUpper(after);
}

interface SignRule {
  signs: string;
  inPlace(before: string, after: string): boolean;
  score: number;
  otherwise: number;
}

/** Where the signs of Spanish text stand, and what they count there and elsewhere. */
const SIGN_RULES: readonly SignRule[] = [
  {
    signs: '¿¡«“‘',
    inPlace: (before, after) => !isLetter(before) && !isEdge(after),
    score: 1,
    otherwise: -1,
  },
  { signs: '»”', inPlace: (before, after) => !isEdge(before) && !isLetter(after), score: 1, otherwise: -1 },
  {
    signs: '’',
    inPlace: (before, after) => isUpper(before) || (isLetter(before) && !isLetter(after)),
    score: 1,
    otherwise: -1,
  },
  {
    signs: '–—',
    inPlace: (before, after) => (isEdge(before) && isEdge(after)) || (isDigit(before) && isDigit(after)),
    score: 1,
    otherwise: -1,
  },
  { signs: '…', inPlace: (before, after) => isLetter(before) && !isLower(after), score: 1, otherwise: -1 },
  { signs: '°ºª', inPlace: (before) => isDigit(before) || /^[.Nn]$/.test(before), score: 1, otherwise: -1 },
  { signs: '€£', inPlace: (before, after) => isDigit(before) || isDigit(after), score: 1, otherwise: -3 },
  { signs: '©®´·', inPlace: () => true, score: 0, otherwise: 0 },
  { signs: '\u00A0', inPlace: (before, after) => !isEdge(before) && !isEdge(after), score: 0, otherwise: -1 },
];

function signPlausibility(before: string, sign: string, after: string): number {
  const rule = SIGN_RULES.find(({ signs }) => signs.includes(sign));
  if (!rule) return -3;
  return rule.inPlace(before, after) ? rule.score : rule.otherwise;
}

/**
 * How well a character fits at its place in a Spanish text: 3 for an accented Spanish letter within a word, 0 for one
 * alone or for a grave accent put for an acute, 1 for a sign in its place, -1 for a letter Spanish lacks or a sign out
 * of place, less for what hardly occurs.
 */
function plausibility(before: string, char: string, after: string): number {
  if (!isLetter(char) || char === 'º' || char === 'ª') return signPlausibility(before, char, after);
  const fits = caseFits(before, char, after);
  const withinWord = isLetter(before) || isLetter(after);
  if (/^[áéíóúüñÁÉÍÓÚÜÑ]$/.test(char)) {
    if (!fits) return -2;
    if (withinWord) return 3;
    return /^[áéíóúÁÉÍÓÚ]$/.test(char) ? 0 : -2;
  }
  if (!fits || !withinWord || !/^[\u00C0-\u00FF]$/.test(char)) return -3;
  return /^[àèìòù]$/.test(char) ? 0 : -1;
}

const orphanKey = (plain: string, orphan: number) => `${plain.toLowerCase()} ${orphan}`;

/** The accented letters by the plain letter and the second byte they have in UTF-8, of which the first is 0xC3. */
const ORPHANS = new Map(
  [...'áéíóúüñÁÉÍÓÚÜÑ'].map((letter) => {
    const plain = letter.normalize('NFD').charAt(0);
    return [orphanKey(plain, new TextEncoder().encode(letter)[1] ?? 0), letter];
  }),
);

/** A text read as one single-byte encoding, with its whole plausibility and that of its least plausible character. */
function readAs(encoding: SingleByteEncoding, bytes: Uint8Array) {
  const chars = Array.from(bytes, (byte) => charOf(encoding, byte));
  let total = 0;
  let least = Number.POSITIVE_INFINITY;
  bytes.forEach((byte, index) => {
    if (byte < 0x80) return;
    const before = chars[index - 1] ?? '';
    const isOrphan = ORPHANS.has(orphanKey(before, byte));
    const score = isOrphan ? -1 : plausibility(before, chars[index] ?? '', chars[index + 1] ?? '');
    total += score;
    least = Math.min(least, score);
  });
  return { encoding, text: chars.join(''), total, least };
}

const byTotal = (one: { total: number }, other: { total: number }) => other.total - one.total;

function charOf(encoding: SingleByteEncoding, byte: number): string {
  return byte < 0x80 ? String.fromCharCode(byte) : (UPPER_HALVES[encoding][byte - 0x80] ?? UNREADABLE);
}

/**
 * The accented letter meant by a plain letter and the stray byte after it. Such damage comes from a program that
 * replaced the first byte of a UTF-8 letter by its plain form: the second byte still tells the case, which is believed
 * at the beginning of a word. Within a small-letter word a vowel before any other continuation byte takes its accent.
 */
function accentedByOrphan(text: string, orphan: number, after: string): string | undefined {
  const plain = text.at(-1) ?? '';
  const known = ORPHANS.get(orphanKey(plain, orphan));
  if (known === undefined) {
    const guess = orphan <= 0xbf && isLower(after) && /^[aeiou]$/.test(plain);
    return guess ? `${plain}\u0301`.normalize('NFC') : undefined;
  }
  const startsWord = !isLetter(text.at(-2) ?? '');
  return isUpper(plain) || (startsWord && isUpper(known)) ? known.toUpperCase() : known.toLowerCase();
}

/** The characters beyond ASCII that are expected in Spanish text. */
const REPERTOIRE = /^[áéíóúüñÁÉÍÓÚÜÑçÇàèìòùâêîôûäëïö¿¡«»“”‘’–—…°ºª·´]$/;

/** How many bytes from `start` make one well-formed UTF-8 character of two bytes or more; 0 if they do not. */
function sequenceLength(bytes: Uint8Array, start: number): number {
  const lead = bytes[start] ?? 0;
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 0;
  if (length === 0 || start + length > bytes.length) return 0;
  try {
    utf8.decode(bytes.subarray(start, start + length));
    return length;
  } catch {
    return 0;
  }
}

const hex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).toUpperCase()).join(' ');

/** Reads byte by byte what no single encoding explains, collecting what was done in `notes`. */
function repair(bytes: Uint8Array): DecodedField {
  const notes: string[] = [];
  const sources = new Set<string>();
  const [likely] = SINGLE_BYTE_ENCODINGS.map((encoding) => readAs(encoding, bytes)).sort(byTotal);
  let text = '';
  for (let index = 0; index < bytes.length; ) {
    const byte = bytes[index] ?? 0;
    const piece: Piece =
      byte < 0x80
        ? { char: charOf('windows-1252', byte), length: 1 }
        : repairAt(bytes, index, text, likely?.encoding ?? 'windows-1252');
    if (piece.replaces) text = text.slice(0, -1);
    if (piece.source) sources.add(piece.source);
    if (piece.source === 'damage') {
      const end = index + piece.length;
      const read = piece.char === UNREADABLE ? 'could not be read' : `read as «${piece.char}»`;
      notes.push(`stray ${piece.length > 1 ? 'bytes' : 'byte'} ${hex(bytes.subarray(index, end))} ${read}`);
    }
    text += piece.char;
    index += piece.length;
  }
  const [source] = sources;
  const single = SINGLE_BYTE_ENCODINGS.find((encoding) => sources.size === 1 && source === encoding);
  if (single) return { text: text.normalize('NFC'), encoding: single };
  if (notes.length === 0) notes.push(`${[...sources].sort().join(' and ')} mixed in one field`);
  return { text: text.normalize('NFC'), encoding: 'repaired', note: notes.join('; ') };
}

interface Piece {
  char: string;
  length: number;
  source?: string;
  /** The character takes the place of the plain letter before it. */
  replaces?: boolean;
}

/** Reads the byte or bytes at `index` after `text`; of two equally good readings that as `likely` wins. */
function repairAt(bytes: Uint8Array, index: number, text: string, likely: SingleByteEncoding): Piece {
  const byte = bytes[index] ?? 0;
  const length = sequenceLength(bytes, index);
  const whole: Piece = { char: utf8.decode(bytes.subarray(index, index + length)), length, source: 'UTF-8' };
  if (REPERTOIRE.test(whole.char)) return whole;
  const before = text.at(-1) ?? '';
  const following = bytes[index + 1];
  const after = following === undefined ? '' : following < 0x80 ? String.fromCharCode(following) : UNREADABLE;
  const guesses = SINGLE_BYTE_ENCODINGS.map((encoding) => {
    const char = charOf(encoding, byte);
    return { char, length: 1, source: encoding, score: plausibility(before, char, after) };
  });
  const [best] = guesses.sort(
    (one, other) =>
      other.score - one.score || Number(other.source === likely) - Number(one.source === likely),
  );
  const isOrphan = ORPHANS.has(orphanKey(before, byte));
  if (best && best.score >= 0 && !isOrphan) return best;
  const accented = accentedByOrphan(text, byte, after);
  if (accented) return { char: accented, length: 1, source: 'damage', replaces: true };
  const punctuation = byte === 0x80 ? lostPunctuation(following) : undefined;
  if (punctuation) return { char: punctuation, length: 2, source: 'damage' };
  if (best && best.score >= -1) return best;
  if (length > 0) return whole;
  return { char: UNREADABLE, length: 1, source: 'damage' };
}

/** The dash, quotation mark or ellipsis whose UTF-8 form E2 80 xx has lost its first byte. */
function lostPunctuation(last: number | undefined): string | undefined {
  if (last === undefined) return undefined;
  return [...'–—‘’“”…'].find((sign) => new TextEncoder().encode(sign)[2] === last);
}

/** Each way in which UTF-8 can have been read as a single-byte encoding and written as UTF-8 again. */
const DOUBLE_ENCODINGS: readonly { encoding: SingleByteEncoding; leads: RegExp }[] = [
  { encoding: 'windows-1252', leads: /(?:[ÃÂ]|â€)./gsu },
  { encoding: 'mac-roman', leads: /(?:[√¬]|‚Ä)./gsu },
];

/** Undoes double encoding (`Ã±` for `ñ`) wherever the result is a character of Spanish text. */
function undoDoubleEncoding(text: string): string {
  return DOUBLE_ENCODINGS.reduce(
    (current, { encoding, leads }) =>
      current.replace(leads, (sequence) => {
        const bytes = Uint8Array.from([...sequence], (char) => UPPER_HALVES[encoding].indexOf(char) + 0x80);
        const whole = sequenceLength(bytes, 0) === bytes.length ? utf8.decode(bytes) : '';
        return REPERTOIRE.test(whole) ? whole : sequence;
      }),
    text,
  );
}

function fromUtf8(text: string): DecodedField {
  const undone = undoDoubleEncoding(text).normalize('NFC');
  if (undone !== text.normalize('NFC')) {
    return { text: undone, encoding: 'repaired', note: 'UTF-8 encoded twice, read back' };
  }
  if (undone.includes(UNREADABLE)) {
    return { text: undone, encoding: 'utf-8', note: 'a character was lost before this file was written' };
  }
  return { text: undone, encoding: 'utf-8' };
}

/**
 * Reads the raw bytes of one field of a Spanish table whose fields may each be in another encoding: ASCII, UTF-8
 * (encoded twice too), Windows-1252 or Mac Roman, the last two told apart by what is plausible in Spanish text. Bytes
 * that none of them explains are repaired where the original is plain: a letter followed by the second byte of its
 * accented form, a dash or quotation mark without its first byte. What cannot be read becomes U+FFFD, and the note
 * says so. Never throws.
 */
export function decodeField(bytes: Uint8Array): DecodedField {
  let ascii = '';
  for (const byte of bytes) {
    if (byte > 0x7f) return decodeBeyondAscii(bytes);
    ascii += String.fromCharCode(byte);
  }
  return { text: ascii, encoding: 'ascii' };
}

function decodeBeyondAscii(bytes: Uint8Array): DecodedField {
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    const [best] = SINGLE_BYTE_ENCODINGS.map((encoding) => readAs(encoding, bytes))
      .filter((reading) => reading.least >= 0)
      .sort(byTotal);
    return best ? { text: best.text.normalize('NFC'), encoding: best.encoding } : repair(bytes);
  }
  return fromUtf8(text);
}
