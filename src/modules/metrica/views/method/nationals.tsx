import { DataTable, Details, Tag, type TagKind, usePage } from '#platform/ui/index.ts';
import type { EditionView } from '../../edition/view.ts';
import type { Tree } from '../../rules/index.ts';
import type { Change, NationalCheck, NationalVerdict } from '../../verify/agreement.ts';
import { inLanguage, symbolicFormula } from './words.ts';

const TAGS: Record<NationalVerdict, TagKind> = {
  equal: 'kept',
  rounding: 'info',
  different: 'late',
  unknown: 'no-data',
};

/** The published national values of every edition, each beside what it should be, as far as that can be known. */
export function NationalTable({ checks, tree }: { checks: readonly NationalCheck[]; tree: Tree }) {
  const { t, lang, format } = usePage();
  const how = ({ origin, measure }: NationalCheck) => {
    if (origin === 'institutions') return t('method:nationals.fromInstitutions');
    const formula = tree.measures.get(measure)?.formula;
    return origin === 'parts' && formula
      ? t('method:nationals.fromParts', { formula: symbolicFormula(tree, formula) })
      : t('method:nationals.fromNothing');
  };
  const label = (measure: string) => {
    const known = tree.measures.get(measure);
    return known ? `${inLanguage(known.label, lang)} (${known.symbol})` : measure;
  };
  return (
    <DataTable
      id="nacionales"
      caption={t('method:nationals.caption')}
      columns={[
        {
          key: 'measure',
          header: t('method:nationals.measure'),
          cell: ({ year, measure }) => `${year}. ${label(measure)}`,
        },
        {
          key: 'published',
          header: t('method:nationals.published'),
          numeric: true,
          cell: ({ published }) => format.score(published),
        },
        {
          key: 'ours',
          header: t('method:nationals.ours'),
          numeric: true,
          cell: ({ ours }) => (ours === null ? t('common:noData') : format.decimal(ours, 4)),
        },
        {
          key: 'difference',
          header: t('method:nationals.difference'),
          numeric: true,
          cell: ({ difference }) =>
            difference === null ? t('common:noData') : format.difference(difference, 4),
        },
        {
          key: 'verdict',
          header: t('method:nationals.verdict'),
          cell: ({ verdict }) => <Tag kind={TAGS[verdict]}>{t(`method:nationals.verdicts.${verdict}`)}</Tag>,
        },
        { key: 'how', header: t('method:nationals.how'), cell: how },
      ]}
      rows={checks}
      note={t('method:nationals.note')}
    />
  );
}

/** What the published national values of other editions say when held against each other. */
export function NationalFindings({
  checks,
  views,
  tree,
}: {
  checks: readonly NationalCheck[];
  views: readonly EditionView[];
  tree: Tree;
}) {
  const { t, lang, format } = usePage();
  const different = checks.filter(({ verdict }) => verdict === 'different');
  if (different.length === 0) return <p>{t('method:nationals.allAgree')}</p>;
  return (
    <>
      <ul>
        {different.map(({ year, measure, published, ours }) => (
          <li>
            {t('method:nationals.disagrees', {
              year,
              measure: tree.measures.get(measure)?.symbol ?? measure,
              published: format.score(published),
              ours: format.decimal(ours ?? 0, 3),
            })}
          </li>
        ))}
      </ul>
      {views
        .filter(({ year }) => different.some((check) => check.year === year))
        .map(({ year, facts }) => (
          <Details summary={t('method:nationals.notes', { year })}>
            <ul>
              {facts.notes.map((note) => (
                <li>{inLanguage(note, lang)}</li>
              ))}
            </ul>
          </Details>
        ))}
    </>
  );
}

/** How much the national index changed between editions, beside what was published. */
export function Changes({ changes }: { changes: readonly Change[] }) {
  const { t, format } = usePage();
  return (
    <ul>
      {changes.map(({ from, to, published, ours, agrees }) => {
        const values = { from, to, ours: format.difference(ours, 4), shown: format.difference(ours) };
        if (published === null) return <li>{t('method:nationals.changeAlone', values)}</li>;
        const both = { ...values, published: format.difference(published) };
        return (
          <li>{t(agrees ? 'method:nationals.changeAgrees' : 'method:nationals.changeDiffers', both)}</li>
        );
      })}
    </ul>
  );
}
