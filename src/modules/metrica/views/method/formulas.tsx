import { DataTable, usePage } from '#platform/ui/index.ts';
import type { Tree } from '../../rules/index.ts';
import { SourceMark } from './sources.tsx';
import { inLanguage, symbolicFormula } from './words.ts';

interface FormulaRow {
  name: string;
  formula: string;
  source: string;
  /** The cut it belongs to; empty for the tree itself. */
  view: string;
}

/** Every formula of a methodology as published: those of the tree, then those of its other cuts. */
export function FormulaTable({ tree }: { tree: Tree }) {
  const { t, lang } = usePage();
  const rows: FormulaRow[] = [...tree.measures.values()].flatMap(({ formula, view, label, source }) => {
    if (formula === null || view !== null) return [];
    return [{ name: inLanguage(label, lang), formula, source, view: '' }];
  });
  for (const view of tree.methodology.views) {
    const name = inLanguage(view.label, lang);
    for (const { label, formula, source } of view.measures) {
      if (formula !== null) rows.push({ name: inLanguage(label, lang), formula, source, view: name });
    }
    for (const { id, formula, source } of view.recompositions) {
      const label = tree.measures.get(id)?.label;
      rows.push({ name: label ? inLanguage(label, lang) : id, formula, source, view: name });
    }
  }
  return (
    <DataTable
      id="tabla-formulas"
      caption={t('method:formulas.caption')}
      columns={[
        { key: 'name', header: t('method:formulas.measure'), cell: ({ name }) => name },
        {
          key: 'formula',
          header: t('method:formulas.formula'),
          cell: ({ formula }) => <code>{symbolicFormula(tree, formula)}</code>,
        },
        {
          key: 'view',
          header: t('method:formulas.cut'),
          cell: ({ view }) => view || t('method:formulas.tree'),
        },
        {
          key: 'source',
          header: t('method:formulas.source'),
          cell: ({ source }) => <SourceMark tree={tree} source={source} />,
        },
      ]}
      rows={rows}
    />
  );
}

/** The other cuts of the same indicators in words, and what the methodology itself remarks. */
export function FormulaNotes({ tree }: { tree: Tree }) {
  const { lang } = usePage();
  return (
    <ul>
      {tree.methodology.views.map(({ label, description }) => (
        <li>
          <b>{inLanguage(label, lang)}.</b> {inLanguage(description, lang)}
        </li>
      ))}
      {tree.methodology.notes.map((note) => (
        <li>{inLanguage(note, lang)}</li>
      ))}
    </ul>
  );
}
