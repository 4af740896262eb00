import type { Download, Entry, PageContext } from '#platform/ui/index.ts';

type Addresses = Pick<PageContext, 'href'>;

/** The page of an edition. */
export function editionPath(year: number): string {
  return `/metrica/${year}`;
}

/** The two forms of a file, narrowed to what the page shows by a query string. */
export function fileDownloads({ href }: Addresses, path: string, query = ''): Download[] {
  return ['csv', 'json'].map((form) => ({
    href: href(`${path}.${form}${query}`),
    format: form.toUpperCase(),
  }));
}

/** Where to go on from the pages of the Métrica. */
export function metricaSteps({ t, href }: Pick<PageContext, 't' | 'href'>): Entry[] {
  const steps = [
    ['state', '/entidades'],
    ['method', '/metrica/metodologia'],
    ['verify', '/metrica/verificacion'],
    ['simulate', '/metrica/simulador'],
    ['data', '/datos'],
  ] as const;
  return steps.map(([step, path]) => ({
    title: t(`metrica:next.${step}.title`),
    text: t(`metrica:next.${step}.text`),
    href: href(path),
  }));
}
