import type { FileColumn, FileRow, FileSheet } from '#platform/http/table-file.ts';
import type { Translate } from '#platform/i18n/i18n.ts';
import { draftLengths, themeWords } from '../rules/index.ts';
import { type ImportColumn, importColumns, textColumns } from './columns.ts';
import type { Known } from './known.ts';

/** Rows that a spreadsheet keeps ready for typing. */
const blankRows = 200;

function columnOf(column: ImportColumn): FileColumn {
  return { key: column, header: column, ...(textColumns.includes(column) ? { kind: 'text' } : {}) };
}

/** What may stand in a column, in words. */
function valuesOf(t: Translate, column: ImportColumn, { organisations }: Known): string {
  const names = [...organisations.values()].map(({ name }) => name).join('; ');
  const text = (most: number) => t('imports:help.text', { most });
  const values: Readonly<Record<ImportColumn, string>> = {
    numero: t('imports:help.numeroValues'),
    titulo: text(draftLengths.title),
    problema: text(draftLengths.problem),
    meta: text(draftLengths.goal),
    tema: Object.values(themeWords).join(', '),
    meta_ods: t('imports:help.meta_odsValues'),
    responsable: t('imports:help.institutions'),
    apoyan: t('imports:help.institutions'),
    contraparte: names || t('imports:help.noOrganisations'),
    inicio: t('imports:help.days'),
    vence: t('imports:help.days'),
    producto: text(draftLengths.product),
    hito_responsable: text(draftLengths.responsible),
    hito_vence: t('imports:help.days'),
    peso: t('imports:help.pesoValues'),
  };
  return values[column];
}

/** The institutions of the state that a file may name, each once. */
function institutionRows({ institutions }: Known): FileRow[] {
  const bySlug = new Map([...institutions.values()].flat().map(({ slug, name }) => [slug, name]));
  return [...bySlug].map(([slug, name]) => ({ slug, name }));
}

/** The workbook that is filled in: the table, how to fill it in, and who may be named in it. */
export function templateSheets(t: Translate, rows: readonly FileRow[], known: Known): FileSheet[] {
  return [
    { name: t('imports:sheets.commitments'), columns: importColumns.map(columnOf), rows, blankRows },
    {
      name: t('imports:sheets.help'),
      columns: [
        { key: 'column', header: t('imports:help.column') },
        { key: 'what', header: t('imports:help.what') },
        { key: 'values', header: t('imports:help.values') },
      ],
      rows: importColumns.map((column) => ({
        column,
        what: t(`imports:help.${column}`),
        values: valuesOf(t, column, known),
      })),
    },
    {
      name: t('imports:sheets.institutions'),
      columns: [
        { key: 'slug', header: t('imports:help.slug') },
        { key: 'name', header: t('imports:help.name') },
      ],
      rows: institutionRows(known),
    },
  ];
}
