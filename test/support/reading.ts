import { parse } from 'csv-parse/sync';

/** What reads the answers of the platform as people and programs do. */

const signs: Readonly<Record<string, string>> = { quot: '"', '#39': "'", lt: '<', gt: '>', amp: '&' };

/** Markup's names of signs as the signs themselves. */
export function plainText(text: string): string {
  return text.replace(/&(quot|#39|lt|gt|amp);/g, (_, name: string) => signs[name] ?? '');
}

/** What a reader reads of markup: its text, without head, scripts and styles, spaces and line breaks made one space. */
export function textOf(markup: string): string {
  return plainText(
    markup.replace(/<(head|script|style)[\s>][\s\S]*?<\/\1>/g, ' ').replace(/<[^>]+>/g, ' '),
  ).replace(/[\s\u00a0]+/g, ' ');
}

/** The content of a page: what stands between header and footer. */
export function mainOf(markup: string): string {
  return /<main[\s\S]*<\/main>/.exec(markup)?.[0] ?? '';
}

/** Where markup leads, each address once. */
export function linksOf(markup: string): Set<string> {
  return new Set([...markup.matchAll(/ href="([^"]+)"/g)].map(([, address = '']) => plainText(address)));
}

/** The rows of a CSV file by column. The file is read strictly: RFC 4180, CRLF between rows. */
export function csvRowsOf(file: string): Record<string, string>[] {
  return parse(file, { columns: true, record_delimiter: '\r\n' });
}
