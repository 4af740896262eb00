import { type Column, DataTable, Details, Downloads, type PageContext, usePage } from '#platform/ui/index.ts';
import { type ColumnRange, type DataColumn, type DataFile, dataFiles } from '../dictionary.ts';

/** What the cells of a column may be, in words; empty where anything may stand. */
export function rangeText({ min, max, values }: ColumnRange, t: PageContext['t']): string {
  if (values) return t('site:data.range.values', { values: values.join(', ') });
  const written = (limit: string) => limit.replace('-', '\u2212');
  if (min !== undefined && max !== undefined) {
    return t('site:data.range.between', { min: written(min), max: written(max) });
  }
  return min === undefined ? '' : t('site:data.range.from', { min });
}

/** The name of a file, without the edition it is of. */
export function fileTitle({ id }: DataFile, t: PageContext['t'], year?: number): string {
  return t(`site:data.files.${id}.title`, { year: year ?? '' }).trim();
}

function columns({ t }: PageContext): Column<DataColumn>[] {
  return [
    { key: 'name', header: t('site:data.dictionary.column'), cell: ({ name }) => <code>{name}</code> },
    {
      key: 'meaning',
      header: t('site:data.dictionary.meaning'),
      cell: ({ meaning }) => t(`site:data.columns.${meaning}`),
    },
    {
      key: 'type',
      header: t('site:data.dictionary.type'),
      cell: ({ type, range }) =>
        [t(`site:data.types.${type}`), rangeText(range, t)].filter(Boolean).join(', '),
    },
    {
      key: 'example',
      header: t('site:data.dictionary.example'),
      cell: ({ example }) => <code>{example}</code>,
    },
  ];
}

/** Every column of every file: each file folded, so that the list can be seen at a glance. */
export function Dictionary({ year }: { year: number | undefined }) {
  const page = usePage();
  const { t, href } = page;
  return (
    <>
      {dataFiles.map((file) => {
        const count = t('site:data.dictionary.columns', { count: file.columns.length });
        const name = `${file.path.replace('{year}', String(year)).replace('{state}', 'oaxaca')}.csv`;
        return (
          <Details
            summary={t('site:data.dictionary.summary', {
              title: fileTitle(file, t, year),
              columns: count,
            })}
          >
            <DataTable
              id={`columnas-${file.id}`}
              caption={t('site:data.dictionary.caption', { file: name })}
              columns={columns(page)}
              rows={file.columns}
            />
          </Details>
        );
      })}
      <p>{t('site:data.dictionary.lead')}</p>
      <Downloads
        items={[
          { href: href('/datos/diccionario.csv'), format: 'CSV' },
          { href: href('/datos/diccionario.json'), format: 'JSON' },
        ]}
        of={t('site:data.dictionary.title')}
      />
    </>
  );
}
