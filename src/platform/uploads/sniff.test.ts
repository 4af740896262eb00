import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { archiveOf, spreadsheet } from '../../../test/support/archive.ts';
import { projectRoot } from '../config/project.ts';
import { acceptFile, downloadOf, safeName } from './accept.ts';
import { sniff } from './sniff.ts';

async function what(content: string | Uint8Array): Promise<string> {
  const sniffed = await sniff(typeof content === 'string' ? Buffer.from(content) : content);
  return 'kind' in sniffed ? sniffed.kind : `refused: ${sniffed.refused}`;
}

const latin1 = (text: string) => Buffer.from(text, 'latin1');
const pdf = (inner = '') => latin1(`%PDF-1.7\n1 0 obj <<>> endobj\n${inner}\ntrailer <<>>\n%%EOF\n`);

function png(inner = ''): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    return Buffer.concat([length, latin1(type), data, Buffer.alloc(4)]);
  };
  return Buffer.concat([
    latin1('\x89PNG\r\n\x1a\n'),
    chunk('IHDR', Buffer.alloc(13)),
    chunk('tEXt', latin1(inner)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const jpeg = latin1('\xff\xd8\xff\xe0\x00\x10JFIF\x00 pixels \xff\xd9');
const gif = latin1('GIF89a pixels ;');

function webp(): Buffer {
  const bytes = latin1('RIFF0000WEBPVP8 pixels..');
  bytes.writeUInt32LE(bytes.length - 8, 4);
  return bytes;
}

const odf = (mimetype: string, ...more: { name: string; content: string }[]) =>
  archiveOf([
    { name: 'mimetype', content: mimetype, stored: true },
    { name: 'content.xml', content: '<office/>' },
    ...more,
  ]);
const ods = 'application/vnd.oasis.opendocument.spreadsheet';
const docx = archiveOf([
  { name: '[Content_Types].xml', content: '<Types/>' },
  { name: 'word/document.xml', content: '<w/>' },
]);

describe('what a file is, by its bytes', () => {
  it('is told for documents, images and tables', async () => {
    expect(await what(pdf())).toBe('pdf');
    expect(await what(png())).toBe('png');
    expect(await what(jpeg)).toBe('jpeg');
    expect(await what(Buffer.concat([jpeg, Buffer.alloc(100)]))).toBe('jpeg');
    expect(await what(gif)).toBe('gif');
    expect(await what(webp())).toBe('webp');
    expect(await what(spreadsheet())).toBe('xlsx');
    expect(await what(docx)).toBe('docx');
    expect(await what(odf(ods))).toBe('ods');
    expect(await what(odf('application/vnd.oasis.opendocument.text'))).toBe('odt');
    expect(await what('{"a": [1, 2]}')).toBe('json');
    expect(await what('\ufeff<?xml version="1.0"?>\n<a><b/></a>\n')).toBe('xml');
  });

  it('is text in any encoding that tables come in', async () => {
    expect(await what('clave,nombre\r\n20,Oaxaca\r\n')).toBe('text');
    expect(await what('\ufeffclave,nombre\n16,Michoacán\n')).toBe('text');
    expect(await what(latin1('clave,nombre\n16,Michoacán\n'))).toBe('text');
    expect(await what(Buffer.from('\ufeffclave,nombre\n16,Michoacán\n', 'utf16le'))).toBe('text');
    expect(await what('[not json')).toBe('text');
  });

  it.each(['metrica/2017/observations.csv', 'territory/states.csv', 'metrica/editions.json'])(
    'is told for %s, which the platform ships with',
    async (file) => {
      expect(await what(readFileSync(join(projectRoot, 'data', file)))).toBe(
        file.endsWith('.json') ? 'json' : 'text',
      );
    },
  );
});

describe('a file that is refused', () => {
  it('has nothing in it', async () => {
    expect(await what('')).toBe('refused: empty');
    expect(await what(' \r\n\t\n')).toBe('refused: empty');
  });

  it('is a program', async () => {
    for (const start of ['MZ\x90\x00', '\x7fELF\x02', '#!/bin/sh\nrm', '\xca\xfe\xba\xbe', '\x00asm\x01'])
      expect(await what(latin1(`${start} and more`)), start).toBe('refused: program');
    expect(await what('\ufeff\n#!/usr/bin/env node')).toBe('refused: program');
  });

  it('is a page, a drawing or a script, however it is dressed up', async () => {
    for (const text of [
      '<!DOCTYPE html><p>',
      '\ufeff  \n<HTML>',
      '<script>alert(1)</script>',
      '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
      '<?xml version="1.0"?><svg/>',
      '<?xml version="1.0"?><a><x:script xmlns:x="http://www.w3.org/1999/xhtml">1</x:script></a>',
      '<?xml version="1.0"?><?xml-stylesheet href="x"?><a/>',
      '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
      '<!-- --><b>',
      '<?php system(1);',
      '<iframe src="x">',
    ])
      expect(await what(text), text).toBe('refused: active');
    expect(await what(Buffer.from('\ufeff<html><script>', 'utf16le'))).toBe('refused: active');
  });

  it('is a document with a program in it', async () => {
    expect(await what(pdf('<< /S /JavaScript /JS (app.alert(1)) >>'))).toBe('refused: active');
    expect(await what(pdf('<< /S /Launch >>'))).toBe('refused: active');
    expect(await what(spreadsheet('', { name: 'xl/vbaProject.bin', content: 'x' }))).toBe('refused: active');
    expect(await what(spreadsheet('', { name: 'xl/embeddings/oleObject1.bin', content: 'x' }))).toBe(
      'refused: active',
    );
    expect(await what(odf(ods, { name: 'Basic/Standard/Module1.xml', content: 'x' }))).toBe(
      'refused: active',
    );
  });

  it('is several kinds at once', async () => {
    const zip = archiveOf([{ name: 'a.txt', content: 'a' }]);
    for (const outer of [pdf(), png(), jpeg, gif, webp(), latin1('clave,nombre\n')])
      expect(await what(Buffer.concat([outer, zip]))).toBe('refused: mixed');
    expect(await what(Buffer.concat([jpeg, archiveOf([], 'comment')]))).toBe('refused: mixed');
    expect(await what(Buffer.concat([pdf(), latin1('<script>')]))).toBe('refused: mixed');
    expect(await what(png('<script>alert(1)</script>'))).toBe('refused: mixed');
    expect(await what(png('<?php system(1);'))).toBe('refused: mixed');
    expect(await what(latin1('GIF89a/* %PDF-1.4 */=1;'))).toBe('refused: mixed');
    expect(await what('clave,nombre\n%PDF-1.4\n')).toBe('refused: mixed');
    expect(await what(Buffer.concat([latin1('PK\x03\x04 a file before the archive'), spreadsheet()]))).toBe(
      'refused: mixed',
    );
    expect(
      await what(
        archiveOf([
          { name: '[Content_Types].xml', content: 'x' },
          { name: 'xl/workbook.xml', content: 'x' },
          { name: 'word/document.xml', content: 'x' },
        ]),
      ),
    ).toBe('refused: mixed');
  });

  it('would grow beyond measure', async () => {
    expect(await what(spreadsheet('a'.repeat(30_000_000)))).toBe('refused: bomb');
    const said = (saidSize: number) =>
      spreadsheet('', { name: 'xl/x.xml', content: 'a'.repeat(3_000_000), saidSize });
    expect(await what(said(1000))).toBe('refused: bomb');
    expect(await what(said(4_000_000_000))).toBe('refused: bomb');
    const parts = Array.from({ length: 5001 }, (_, at) => ({ name: `${at}`, content: '' }));
    expect(await what(archiveOf(parts))).toBe('refused: bomb');
  });

  it('needs a password', async () => {
    expect(await what(spreadsheet('', { name: 'x', content: 'x', locked: true }))).toBe('refused: locked');
    expect(await what(pdf('/Encrypt 5 0 R'))).toBe('refused: locked');
  });

  it('ends before its end', async () => {
    for (const whole of [pdf(), png(), jpeg, webp(), spreadsheet()])
      expect(await what(whole.subarray(0, whole.length - 8))).toBe('refused: broken');
    expect(await what(spreadsheet('', { name: '../../etc/passwd', content: 'x' }))).toBe('refused: broken');
    expect(await what('<?xml version="1.0"?><a>')).toBe('refused: broken');
  });

  it('is of no kind that we know', async () => {
    for (const bytes of [
      latin1('Rar!\x1a\x07\x00'),
      latin1('\x1f\x8b\x08\x00\x00\x00'),
      latin1('a\x00b'),
      latin1('a\x08b'),
      archiveOf([{ name: 'a.txt', content: 'a' }]),
      latin1('{\\rtf1 }'),
    ])
      expect(await what(bytes)).toBe('refused: unknown');
  });

  it('never brings the sniffing down, whatever its bytes', async () => {
    const starts = [spreadsheet(), png(), jpeg, webp(), pdf(), odf(ods)];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...starts),
        fc.nat(),
        fc.uint8Array({ minLength: 1, maxLength: 40 }),
        async (whole, at, patch) => {
          const changed = Buffer.from(whole);
          changed.set(patch.subarray(0, changed.length), at % Math.max(1, changed.length - patch.length));
          expect(await sniff(changed)).toBeTypeOf('object');
        },
      ),
      { numRuns: 400 },
    );
  });
});

describe('a file that a form has sent', () => {
  const rule = { kinds: ['text'], maxBytes: 100 } as const;
  const send = (content: string | Uint8Array, name = 'a.csv', type = 'text/csv') =>
    acceptFile(new File([content as Uint8Array<ArrayBuffer>], name, { type }), rule);

  it('is taken for what it is, with its hash and a safe name', async () => {
    expect(await send('clave\n20\n', 'C:\\Mis datos\\Base "final".CSV')).toEqual({
      ok: true,
      file: {
        name: 'Base _final_.csv',
        kind: 'text',
        bytes: new TextEncoder().encode('clave\n20\n'),
        sha256: '55f47370325fa072e57824c6dc38f268ec5d14b8411739d0b72af868c7104427',
      },
    });
  });

  it('is refused for what it is, whatever its name and type say', async () => {
    expect(await send('<script>1</script>')).toEqual({ ok: false, problem: 'active' });
    expect(await send(pdf())).toEqual({ ok: false, problem: 'other-kind' });
    expect(await send('x'.repeat(101))).toEqual({ ok: false, problem: 'too-large' });
    expect(await acceptFile(undefined, rule)).toEqual({ ok: false, problem: 'missing' });
  });

  it.each([
    ['informe.pdf', 'pdf', 'informe.pdf'],
    ['informe.html', 'pdf', 'informe.pdf'],
    ['../../etc/passwd', 'text', 'passwd.csv'],
    ['.htaccess', 'text', 'archivo.csv'],
    ['a\r\nb\u202egpj.exe', 'png', 'a__b_gpj.png'],
    ['', 'text', 'archivo.csv'],
    ['Año 2017 (final).xlsx', 'xlsx', 'Año 2017 (final).xlsx'],
    ['x'.repeat(300), 'text', `${'x'.repeat(80)}.csv`],
  ] as const)('is stored under a safe name: %j', (given, kind, name) => {
    expect(safeName(given, kind)).toBe(name);
  });

  it('is given out again as a file of its own kind', () => {
    expect(downloadOf({ name: 'a.csv', kind: 'text', bytes: new Uint8Array() })).toMatchObject({
      contentType: 'text/plain; charset=utf-8',
      filename: 'a.csv',
    });
  });
});
