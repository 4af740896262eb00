import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeField, UNREADABLE } from './encoding.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);

/** Bytes from a text in which `\xNN` are bytes as they are. */
const raw = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));

/** What another program makes of a text in a single-byte encoding. */
function encodeAs(label: 'windows-1252' | 'macintosh', text: string): Uint8Array {
  const table = new TextDecoder(label).decode(Uint8Array.from({ length: 256 }, (_, byte) => byte));
  return Uint8Array.from([...text], (char) => {
    const byte = table.indexOf(char);
    if (byte < 0) throw new Error(`${char} is not in ${label}`);
    return byte;
  });
}

describe('the five broken names of the 2017 base', () => {
  it.each([
    ['Colima-Villa de a\x81lvarez', 'Colima-Villa de Álvarez', 'repaired', 'stray byte 81 read as «Á»'],
    [
      'Durango-Fondo Mixto Conacyt \x80\x94 Gobierno Del Estado De Durango',
      'Durango-Fondo Mixto Conacyt — Gobierno Del Estado De Durango',
      'repaired',
      'stray bytes 80 94 read as «—»',
    ],
    [
      'Hidalgo-Fideicomiso De Apoyo A La Micro Y Peque\xf1a Empresa Hidalguense',
      'Hidalgo-Fideicomiso De Apoyo A La Micro Y Pequeña Empresa Hidalguense',
      'windows-1252',
      undefined,
    ],
    ['Tabasco-Parai\x8cso', 'Tabasco-Paraíso', 'repaired', 'stray byte 8C read as «í»'],
    [
      'Zacatecas-Santa Mari\x8ca de la Paz',
      'Zacatecas-Santa María de la Paz',
      'repaired',
      'stray byte 8C read as «í»',
    ],
  ])('%j is %s', (damaged, text, encoding, note) => {
    expect(decodeField(raw(damaged))).toEqual(note ? { text, encoding, note } : { text, encoding });
  });
});

describe('a field in one encoding', () => {
  it('is ASCII when it has nothing else', () => {
    expect(decodeField(bytesOf('Nuevo Leon, 0.5054'))).toEqual({
      text: 'Nuevo Leon, 0.5054',
      encoding: 'ascii',
    });
    expect(decodeField(new Uint8Array())).toEqual({ text: '', encoding: 'ascii' });
  });

  it('is composed, however its accents were written', () => {
    expect(decodeField(bytesOf('Yucata\u0301n'))).toEqual({ text: 'Yucatán', encoding: 'utf-8' });
  });

  it('keeps a character that was lost earlier, and says so', () => {
    expect(decodeField(bytesOf(`Yucat${UNREADABLE}n`))).toEqual({
      text: `Yucat${UNREADABLE}n`,
      encoding: 'utf-8',
      note: 'a character was lost before this file was written',
    });
  });

  const words = [
    'México',
    'Michoacán de Ocampo',
    'Querétaro',
    'San Luis Potosí',
    'Yucatán',
    'Nuevo León',
    'NUEVO LEÓN',
    'MÉXICO',
    'AÑO',
    'ÁLVARO OBREGÓN',
    'Álamos',
    'Ñuu Savi',
    'Güémez',
    'Ángel Albino Corzo',
    'Secretaría de Educación Pública',
    'SECRETARÍA DE EDUCACIÓN PÚBLICA',
    'Pequeña y Mediana Empresa',
    'País',
    'Ahualulco de Mercado, Nº 5',
    'Fondo Mixto – Gobierno',
    'Sindicato “Felipe Carrillo Puerto”',
    'Sindicato «Único»',
    '¿Cómo pedir información?',
    'Óscar, Íñigo y Úrsula',
    'PINGÜICAS',
    'PERÚ',
    'uno ú otro',
    'O’Donojú',
  ];

  it.each(words)('reads %s from Windows-1252', (word) => {
    expect(decodeField(encodeAs('windows-1252', word))).toEqual({ text: word, encoding: 'windows-1252' });
  });

  it.each(words)('reads %s from Mac Roman', (word) => {
    expect(decodeField(encodeAs('macintosh', word))).toEqual({ text: word, encoding: 'mac-roman' });
  });

  it('reads a grave accent that was put for an acute', () => {
    expect(decodeField(encodeAs('macintosh', 'Administraciòn'))).toEqual({
      text: 'Administraciòn',
      encoding: 'mac-roman',
    });
  });

  it('reads a sign out of its place rather than lose it', () => {
    expect(decodeField(encodeAs('windows-1252', 'SINDICATO ¿CORREOS DE MÉXICO¿.')).text).toBe(
      'SINDICATO ¿CORREOS DE MÉXICO¿.',
    );
    expect(decodeField(encodeAs('macintosh', 'SINDICATO ¿CORREOS DE MÉXICO¿.')).text).toBe(
      'SINDICATO ¿CORREOS DE MÉXICO¿.',
    );
  });

  it('reads a letter that Spanish lacks rather than lose it', () => {
    expect(decodeField(encodeAs('windows-1252', 'Barça'))).toEqual({
      text: 'Barça',
      encoding: 'windows-1252',
    });
  });
});

describe('a field encoded twice', () => {
  it.each([
    ['Nuevo LeÃ³n', 'Nuevo León'],
    ['EspaÃ±ita', 'Españita'],
    ['Ã\u0081lamos', 'Álamos'],
    ['Fondo Mixto Conacyt â€” Gobierno', 'Fondo Mixto Conacyt — Gobierno'],
    ['Nuevo Le√≥n', 'Nuevo León'],
    ['Espa√±ita', 'Españita'],
    ['Â¿CuÃ¡nto?', '¿Cuánto?'],
  ])('%s is %s', (twice, text) => {
    expect(decodeField(bytesOf(twice))).toEqual({
      text,
      encoding: 'repaired',
      note: 'UTF-8 encoded twice, read back',
    });
  });

  it('is repaired beside letters that are in order', () => {
    expect(decodeField(bytesOf('México, LeÃ³n')).text).toBe('México, León');
  });
});

describe('a field in more than one encoding', () => {
  it('reads each part for itself', () => {
    const bytes = Uint8Array.from([...bytesOf('Educación '), ...encodeAs('windows-1252', 'básica')]);
    expect(decodeField(bytes)).toEqual({
      text: 'Educación básica',
      encoding: 'repaired',
      note: 'UTF-8 and windows-1252 mixed in one field',
    });
  });

  it('takes the case of a damaged letter from its second byte only where a word begins', () => {
    expect(decodeField(raw('e\x89xito')).text).toBe('Éxito');
    expect(decodeField(raw('e\xa9xito')).text).toBe('éxito');
    expect(decodeField(raw('Le\x89n')).text).toBe('Lén');
    expect(decodeField(raw('LEO\x93N')).text).toBe('LEÓN');
    expect(decodeField(raw('Espan\xb1ita')).text).toBe('Españita');
    expect(decodeField(raw('Gu\xbcemez')).text).toBe('Güemez');
  });

  it('marks what cannot be read, and says which byte', () => {
    expect(decodeField(raw('Sect\x81r'))).toEqual({
      text: `Sect${UNREADABLE}r`,
      encoding: 'repaired',
      note: 'stray byte 81 could not be read',
    });
  });
});

describe('any field', () => {
  const spanish = fc.string({
    unit: fc.constantFrom(
      ...'abcdeghijlmnopqrstuvxyzABCDEGILMNOPRSTUVáéíóúüñÁÉÍÓÚÜÑ ,.;()-/"0123456789¿¡«»“”’–—…°ºª',
    ),
    maxLength: 60,
  });

  it('in UTF-8 comes back as it was', () => {
    fc.assert(
      fc.property(spanish, (text) => {
        const decoded = decodeField(bytesOf(text));
        expect(decoded.text).toBe(text);
        expect(decoded.note).toBeUndefined();
      }),
      { numRuns: 1000 },
    );
  });

  it('gives a composed text without failing, whatever its bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const { text } = decodeField(bytes);
        expect(text).toBe(text.normalize('NFC'));
      }),
      { numRuns: 1000 },
    );
  });

  it('leaves every consonant and digit in its place, whatever stands between', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        // A mark that joins the letter before it makes another letter of it: ẖ is no h.
        fc.pre(!/\p{M}/u.test(new TextDecoder().decode(bytes)));
        const consonants = (text: string) => text.replace(/[^bcdfghjklmpqrstvwxyz0-9]/g, '');
        const ascii = Array.from(bytes, (byte) => (byte < 0x80 ? String.fromCharCode(byte) : '')).join('');
        expect(consonants(decodeField(bytes).text)).toBe(consonants(ascii));
      }),
      { numRuns: 1000 },
    );
  });
});
