import { csvFile, type FileRow, jsonFile } from '#platform/http/table-file.ts';
import type { PageRequest, PageRoute } from '#platform/module.ts';

/** A table at an address, as CSV and as JSON. */
export function bothForms(
  path: `/${string}`,
  name: string,
  rows: (request: PageRequest) => Promise<FileRow[]>,
  columns: readonly string[],
): PageRoute[] {
  return [
    {
      ...{ path: `${path}.csv`, access: 'public', cache: 'hour' },
      handle: async (request) => csvFile(`${name}.csv`, columns, await rows(request)),
    },
    {
      ...{ path: `${path}.json`, access: 'public', cache: 'hour' },
      handle: async (request) => jsonFile(await rows(request)),
    },
  ];
}
