import type { Download } from '#platform/ui/index.ts';

/** A table of ours as files, at its address with their endings. @param query the filters, with their question mark */
export function tableFiles(href: (path: string) => string, path: string, query = ''): Download[] {
  return [
    { href: href(`${path}.csv${query}`), format: 'CSV' },
    { href: href(`${path}.json${query}`), format: 'JSON' },
    { href: href(`${path}.xlsx${query}`), format: 'XLSX' },
  ];
}
