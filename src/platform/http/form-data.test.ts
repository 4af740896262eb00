import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Problem } from '../errors/problem.ts';
import { bounded } from './body.ts';
import { checkForm, formInput, readFormData } from './form-data.ts';

const address = 'http://tequio.test/x';
const posted = (body: BodyInit, headers: Record<string, string> = {}) =>
  new Request(address, { method: 'POST', body, headers });

async function statusOf(work: Promise<unknown>): Promise<number | 'done'> {
  try {
    await work;
    return 'done';
  } catch (error) {
    if (error instanceof Problem) return error.status;
    throw error;
  }
}

describe('what a form has sent', () => {
  it('is what was typed, with the line breaks of the records', async () => {
    const form = await readFormData(posted(new URLSearchParams('a=uno%0D%0Ados&b=1&b=2&c=')), false);
    expect(form.text('a')).toBe('uno\ndos');
    expect(form.list('b')).toEqual(['1', '2']);
    expect(form.text('none')).toBe('');
    expect(form.values()).toEqual({ a: 'uno\ndos', b: ['1', '2'], c: '' });
  });

  it('is shown again without what is secret', async () => {
    const form = await readFormData(posted(new URLSearchParams({ email: 'a@b.test', password: 'x' })), false);
    expect(form.values(['password'])).toEqual({ email: 'a@b.test' });
  });

  it('is shown again with the names of its files, of which browsers forget the rest', () => {
    const data = new FormData();
    data.append('texto', 'x');
    data.append('archivo', new File(['y'], 'acta.pdf'));
    data.append('vacio', new File([], ''));
    expect(formInput(data, true).values()).toEqual({ texto: 'x', archivo: 'acta.pdf' });
  });

  it('may have fields of any name', async () => {
    const form = await readFormData(
      posted(new URLSearchParams('__proto__=x&constructor=y&toString=z')),
      false,
    );
    expect(form.text('__proto__')).toBe('x');
    expect(Object.keys(form.values())).toEqual(['__proto__', 'constructor', 'toString']);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });

  it('is text that can be kept: half signs are replaced, null characters refused', async () => {
    const half = new FormData();
    half.append('a', 'x\ud800y');
    expect(formInput(half, false).text('a')).toBe('x\ufffdy');
    expect(await statusOf(readFormData(posted(new URLSearchParams('a=x%00y')), false))).toBe(400);
    expect(await statusOf(readFormData(posted(new URLSearchParams('a%00=x')), false))).toBe(400);
  });

  it('is refused in any other form than that of a form', async () => {
    for (const kind of ['application/json', 'text/plain', 'text/html', ''])
      expect(await statusOf(readFormData(posted('a=1', { 'content-type': kind }), false)), kind).toBe(415);
    for (const kind of ['multipart/form-data', 'multipart/form-data; boundary=x'])
      expect(await statusOf(readFormData(posted('rubbish', { 'content-type': kind }), false)), kind).toBe(
        400,
      );
  });

  it('has at most 2,000 fields', async () => {
    const fields = (count: number) =>
      posted(new URLSearchParams(Array.from({ length: count }, (_, at) => [`f${at}`, ''])));
    expect(await statusOf(readFormData(fields(2000), false))).toBe('done');
    expect(await statusOf(readFormData(fields(2001), false))).toBe(400);
  });

  it('brings a file only where one is wanted; none chosen is none', async () => {
    const withFile = new FormData();
    withFile.append('archivo', new File(['a'], 'a.csv'));
    expect(await statusOf(readFormData(posted(withFile), false))).toBe(400);
    expect((await readFormData(posted(withFile), true)).file('archivo')?.name).toBe('a.csv');
    const without = new FormData();
    without.append('archivo', new File([], ''));
    expect((await readFormData(posted(without), false)).file('archivo')).toBeUndefined();
  });
});

describe('the body of a request', () => {
  it('is as large as it may be, whether its length is said or not', async () => {
    const said = (size: number) => posted('x'.repeat(size), { 'content-length': String(size) });
    const unsaid = (size: number) =>
      new Request(address, {
        method: 'POST',
        body: new Blob(['x'.repeat(size)]).stream(),
        duplex: 'half',
      } as RequestInit);
    for (const request of [said, unsaid]) {
      expect((await (await bounded(request(1000), 1000)).text()).length).toBe(1000);
      expect(await statusOf(bounded(request(1001), 1000))).toBe(413);
    }
  });
});

describe('a form held against its schema', () => {
  const schema = z.object({
    name: z.string().min(1, 'Escribe un nombre.').max(5, 'Demasiado largo.'),
    kinds: z.array(z.enum(['a', 'b'], 'No existe.')).min(1, 'Elige.'),
  });
  const check = (text: string) => {
    const data = new FormData();
    for (const [name, value] of new URLSearchParams(text)) data.append(name, value);
    return checkForm(schema, formInput(data, false));
  };

  it('gives the input and nothing that was not asked for', () => {
    expect(check('name=Ana&kinds=a&kinds=b&role=administrator')).toEqual({
      ok: true,
      input: { name: 'Ana', kinds: ['a', 'b'] },
    });
  });

  it('says the first thing that is wrong with each field', () => {
    expect(check('name=')).toEqual({
      ok: false,
      errors: [
        { field: 'name', message: 'Escribe un nombre.' },
        { field: 'kinds', message: 'Elige.' },
      ],
    });
    expect(check('name=Ana&kinds=x&kinds=y')).toEqual({
      ok: false,
      errors: [{ field: 'kinds', message: 'No existe.' }],
    });
  });
});
