import { plainText } from './reading.ts';

/** A field of a form as the page gives it. */
export interface PageField {
  name: string;
  /** `text`, `email`, `password`, `hidden`, `file`, `checkbox`, `radio`, `select`, `textarea`, `button`. */
  type: string;
  value: string;
  /** What can be chosen, where something can. */
  choices: readonly string[];
}

/** A form as the page gives it. */
export interface PageForm {
  /** The address it goes to, with its query. */
  action: string;
  files: boolean;
  fields: readonly PageField[];
}

function attributesOf(tag: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, name = '', value = ''] of tag.matchAll(/ ([\w-]+)(?:="([^"]*)")?/g)) {
    found.set(name, plainText(value));
  }
  return found;
}

function fieldsOf(markup: string): PageField[] {
  const fields: PageField[] = [];
  const element =
    /<(input|button)\b[^>]*>|<textarea\b[^>]*>([\s\S]*?)<\/textarea>|<select\b[^>]*>([\s\S]*?)<\/select>/g;
  for (const [whole, plain, text, options] of markup.matchAll(element)) {
    const attributes = attributesOf(whole.slice(0, whole.indexOf('>')));
    const name = attributes.get('name');
    if (name === undefined) continue;
    const kind = text === undefined ? (options === undefined ? 'text' : 'select') : 'textarea';
    const type = plain === 'button' ? 'button' : plain ? (attributes.get('type') ?? 'text') : kind;
    const choices = [...(options ?? '').matchAll(/<option value="([^"]*)"/g)].map(([, value = '']) =>
      plainText(value),
    );
    fields.push({ name, type, value: plainText(text ?? attributes.get('value') ?? ''), choices });
  }
  return fields;
}

/** The forms of a page that change something. */
export function formsOf(markup: string, address: string): PageForm[] {
  return [...markup.matchAll(/(<form\b[^>]*>)([\s\S]*?)<\/form>/g)].flatMap(([, tag = '', inner = '']) => {
    const attributes = attributesOf(tag);
    if (attributes.get('method') !== 'post') return [];
    const action = attributes.get('action') || address;
    return [{ action, files: attributes.get('enctype') === 'multipart/form-data', fields: fieldsOf(inner) }];
  });
}
