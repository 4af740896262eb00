import { expect } from 'vitest';

/** An element of XML with what is in it. */
export interface Xml {
  name: string;
  attributes: Record<string, string>;
  children: Xml[];
  text: string;
}

const unescaped = (value: string) =>
  value
    .replace(
      /&(lt|gt|quot|apos);/g,
      (_, name: string) => ({ lt: '<', gt: '>', quot: '"', apos: "'" })[name] ?? '',
    )
    .replaceAll('&amp;', '&');

/** Reads XML strictly: elements, attributes in double quotes, text, nothing else. Throws at what is not well-formed. */
export function readXml(source: string): Xml {
  const [declaration = '', body = ''] = source.split(/(?<=^<\?xml version="1\.0" encoding="utf-8"\?>\n)/);
  expect(declaration).toMatch(/^<\?xml/);
  const forbidden = [...body].some((letter) => letter < ' ' && letter !== '\n' && letter !== '\t');
  expect(forbidden, 'no control characters').toBe(false);
  const root: Xml = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const token = /<\/([\w:]+)>|<([\w:]+)((?: [\w:]+="[^"<]*")*)(\/?)>|([^<]+)/gy;
  let at = 0;
  for (let match = token.exec(body); match; match = token.exec(body)) {
    at = token.lastIndex;
    const [, closed, name, attributes = '', empty, plain] = match;
    const parent = open.at(-1) ?? root;
    if (plain !== undefined) {
      expect(plain).not.toMatch(/&(?!(lt|gt|amp|quot|apos);)/);
      parent.text += unescaped(plain);
    } else if (closed !== undefined) {
      expect(parent.name).toBe(closed);
      open.pop();
    } else if (name !== undefined) {
      const pairs = [...attributes.matchAll(/ ([\w:]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [
        key,
        unescaped(value),
      ]);
      const child: Xml = { name, attributes: Object.fromEntries(pairs), children: [], text: '' };
      parent.children.push(child);
      if (empty === '') open.push(child);
    }
  }
  expect(at, 'read to its end').toBe(body.length);
  expect(open).toHaveLength(1);
  const [only] = root.children;
  if (!only || root.children.length > 1) throw new Error('XML has one root');
  return only;
}

/** The text of the first element of a name inside another. */
export const textOf = ({ children }: Xml, name: string) =>
  children.find((child) => child.name === name)?.text;
