import type { TextResult } from './results.ts';

/** Something that a feed tells of. */
export interface FeedEntry {
  /** A URI that stays the same for ever, such as `urn:uuid:…`. */
  id: string;
  title: string;
  /** The address of the page about it. */
  address: string;
  time: Date;
  /** What kind of thing it is, for programs, with its name for people. */
  category?: { term: string; label: string };
  summary: string;
}

export interface Feed {
  /** The address of the feed itself, which also identifies it. */
  address: string;
  /** The address of the page that shows the same. */
  page: string;
  title: string;
  author: string;
  lang: string;
  /** When it last changed. */
  updated: Date;
  entries: readonly FeedEntry[];
}

const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Text for XML 1.0. Characters that it cannot hold in any form are replaced by U+FFFD. */
function escaped(text: string): string {
  return Array.from(text, (letter) => {
    const code = letter.codePointAt(0) ?? 0;
    const allowed =
      code === 0x9 ||
      code === 0xa ||
      code === 0xd ||
      (code >= 0x20 && code <= 0xd7ff) ||
      (code >= 0xe000 && code <= 0xfffd) ||
      code >= 0x10000;
    return allowed ? (references[letter] ?? letter) : '\ufffd';
  }).join('');
}

function element(name: string, attributes: Readonly<Record<string, string>>, content = ''): string {
  const given = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`);
  return content === '' ? `<${name}${given.join('')}/>` : `<${name}${given.join('')}>${content}</${name}>`;
}

const text = (name: string, value: string) => element(name, {}, escaped(value));

function entryXml({ id, title, address, time, category, summary }: FeedEntry): string {
  return element(
    'entry',
    {},
    [
      text('id', id),
      text('title', title),
      element('link', { rel: 'alternate', type: 'text/html', href: address }),
      text('published', time.toISOString()),
      text('updated', time.toISOString()),
      category ? element('category', { ...category }) : '',
      text('summary', summary),
    ].join(''),
  );
}

/** A feed to subscribe to without an account (Atom, RFC 4287). */
export function atomFeed({ address, page, title, author, lang, updated, entries }: Feed): TextResult {
  const content = [
    text('id', address),
    text('title', title),
    text('updated', updated.toISOString()),
    element('author', {}, text('name', author)),
    element('link', { rel: 'self', type: 'application/atom+xml', href: address }),
    element('link', { rel: 'alternate', type: 'text/html', href: page }),
    ...entries.map(entryXml),
  ].join('\n');
  const feed = element('feed', { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': lang }, `\n${content}\n`);
  return {
    kind: 'text',
    contentType: 'application/atom+xml; charset=utf-8',
    body: `<?xml version="1.0" encoding="utf-8"?>\n${feed}\n`,
  };
}
