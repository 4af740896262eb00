import type { z } from 'zod';
import { badRequest, Problem } from '../errors/problem.ts';
import type { FieldError, FormValues } from '../ui/index.ts';

/** What a form brought, by the names of its fields. */
export interface FormInput {
  /** The text of a field as it was typed; empty where there is none. */
  text(name: string): string;
  /** All values of a field. */
  list(name: string): readonly string[];
  /** A file that was sent; undefined where none was chosen. */
  file(name: string): File | undefined;
  /** Everything that was typed, to be shown again, of files their names only; not what stands in `secret` fields. */
  values(secret?: readonly string[]): FormValues;
}

const kinds = ['application/x-www-form-urlencoded', 'multipart/form-data'];

/** What a form sends has a number of fields; more than this is no form. */
const mostFields = 2000;

/**
 * Reads what a form has sent.
 * @param files whether files may come
 * @throws Problem 400 for what is no form, 415 for another kind of content
 */
export async function readFormData(request: Request, files: boolean): Promise<FormInput> {
  const kind = (request.headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (!kinds.includes(kind)) {
    throw new Problem(415, {
      es: 'El envío no es un formulario.',
      en: 'What was sent is not a form.',
    });
  }
  let data: FormData;
  try {
    data = await request.formData();
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw badRequest(
      'El formulario llegó incompleto. Vuelve a enviarlo.',
      'The form arrived incomplete. Send it again.',
    );
  }
  return formInput(data, files);
}

/** @throws Problem 400 for null characters, which no database takes, and for files where none are wanted */
export function formInput(data: FormData, files: boolean): FormInput {
  const texts = new Map<string, string[]>();
  const sent = new Map<string, File>();
  let count = 0;
  for (const [name, value] of data) {
    count += 1;
    if (count > mostFields)
      throw badRequest('El formulario trae demasiados campos.', 'The form has too many fields.');
    if (typeof value !== 'string') {
      if (value.name === '' && value.size === 0) continue;
      if (!files) throw badRequest('Este formulario no recibe archivos.', 'This form takes no files.');
      sent.set(name, value);
      continue;
    }
    if (value.includes('\0') || name.includes('\0')) {
      throw badRequest(
        'Un campo tiene un carácter nulo, que no se puede guardar.',
        'A field holds a null character, which cannot be kept.',
      );
    }
    // Browsers send line breaks as CRLF; the records hold LF.
    texts.set(name, [...(texts.get(name) ?? []), value.replace(/\r\n?/g, '\n').toWellFormed()]);
  }
  return {
    text: (name) => texts.get(name)?.[0] ?? '',
    list: (name) => texts.get(name) ?? [],
    file: (name) => sent.get(name),
    values: (secret = []) =>
      Object.fromEntries(
        [...texts, ...[...sent].map(([name, file]) => [name, [file.name]] as const)]
          .filter(([name]) => !secret.includes(name))
          .map(([name, values]) => [name, values.length === 1 ? values[0] : values]),
      ),
  };
}

/** What a form's schema made of it: the input, or what was wrong with which field. */
export type Checked<T> = { ok: true; input: T } | { ok: false; errors: FieldError[] };

/**
 * Holds what was typed against a schema whose messages are sentences in the reader's language. The schema is given
 * each of its fields as typed text, or a list where it asks for one.
 */
export function checkForm<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  form: FormInput,
): Checked<z.output<z.ZodObject<Shape>>> {
  const given = Object.fromEntries(
    Object.entries(schema.shape).map(([name, field]) => [
      name,
      takesList(field as z.ZodType) ? form.list(name) : form.text(name),
    ]),
  );
  const parsed = schema.safeParse(given);
  if (parsed.success) return { ok: true, input: parsed.data };
  const errors = new Map<string, FieldError>();
  for (const { path, message } of parsed.error.issues) {
    const field = String(path[0] ?? '');
    if (!errors.has(field)) errors.set(field, { field, message });
  }
  return { ok: false, errors: [...errors.values()] };
}

/** Whether a schema asks for a list. */
function takesList(field: z.ZodType): boolean {
  return field.def.type === 'array';
}
