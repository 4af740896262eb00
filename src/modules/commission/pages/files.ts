import { csvFile, type FileRow, jsonFile, xlsxFile } from '#platform/http/table-file.ts';
import type { Translate } from '#platform/i18n/i18n.ts';
import type { PageRequest, PageRoute } from '#platform/module.ts';
import type { Download } from '#platform/ui/index.ts';

/** The forms in which a table is given out, by the endings of their addresses. */
export const fileForms = ['csv', 'json', 'xlsx'] as const;

/** The files of a table at an address. @param label what is in them */
export function tableDownloads(path: string, label: string): Download[] {
  return fileForms.map((form) => ({ href: `${path}.${form}`, format: form.toUpperCase(), label }));
}

/** A table at an address, as CSV, JSON and XLSX. */
export function tableForms(
  path: `/${string}`,
  /** What its files are called, and what its sheet is called in the reader's language. */
  { name, title }: { name: string; title(t: Translate): string },
  rows: (request: PageRequest) => Promise<FileRow[]>,
  columns: readonly string[],
): PageRoute[] {
  const at = (form: (typeof fileForms)[number], handle: PageRoute['handle']): PageRoute => ({
    ...{ path: `${path}.${form}`, access: 'public', cache: 'hour' },
    handle,
  });
  return [
    at('csv', async (request) => csvFile(`${name}.csv`, columns, await rows(request))),
    at('json', async (request) => jsonFile(await rows(request))),
    at('xlsx', async (request) =>
      xlsxFile(`${name}.xlsx`, [{ name: title(request.page.t), columns, rows: await rows(request) }]),
    ),
  ];
}
