import { rich } from '#platform/i18n/rich.tsx';
import { usePage } from '#platform/ui/index.ts';
import type { EditionView } from '../../edition/view.ts';
import type { Tree } from '../../rules/index.ts';

/** What is not known of an edition, and of the others. */
export function Limits({
  view,
  tree,
  others,
}: {
  view: EditionView;
  tree: Tree;
  others: readonly EditionView[];
}) {
  const { t, format } = usePage();
  const unscored = [...tree.measures.values()].filter(({ id }) => !view.measures.includes(id)).length;
  const unknown = others.filter((other) => other.tree === null).map(({ year }) => String(year));
  const nationalOnly = others
    .filter((other) => other.institutions.length === 0)
    .map(({ year }) => String(year));
  return (
    <ul>
      {unscored > 0 ? <li>{t('method:limits.leaves', { count: unscored })}</li> : null}
      <li>{t('method:limits.definitions')}</li>
      {unknown.length > 0 ? <li>{t('method:limits.methods', { years: format.list(unknown) })}</li> : null}
      {nationalOnly.length > 0 ? (
        <li>{t('method:limits.states', { years: format.list(nationalOnly) })}</li>
      ) : null}
      <li>{t('method:limits.sample')}</li>
      <li>{t('method:limits.snapshot', { year: view.year })}</li>
    </ul>
  );
}

/** The law the Métrica came from, and what has become of it. */
export function LegalContext() {
  const { t } = usePage();
  return (
    <>
      <p>{t('method:law.origin')}</p>
      <p>{t('method:law.now')}</p>
    </>
  );
}

/** How to work everything out again: files, API, command. */
export function Recompute({ view }: { view: EditionView }) {
  const { t, href } = usePage();
  const { year } = view;
  const link = (path: string) => (text: string) => <a href={href(path)}>{text}</a>;
  return (
    <>
      <ol>
        <li>
          {rich(t('method:recompute.base', { year }), { base: link(`/metrica/${year}/instituciones.csv`) })}
        </li>
        <li>
          {rich(t('method:recompute.tree'), {
            csv: link(`/metrica/metodologia.csv?edicion=${year}`),
            json: link(`/metrica/metodologia.json?edicion=${year}`),
          })}
        </li>
        <li>
          {rich(t('method:recompute.units', { year }), { units: link(`/metrica/${year}/entidades.csv`) })}
        </li>
        <li>{rich(t('method:recompute.check'), { check: link('/metrica/verificacion') })}</li>
      </ol>
      <p>{rich(t('method:recompute.api'), { api: link('/api'), data: link('/datos') })}</p>
      <p>{t('method:recompute.command')}</p>
      <pre>
        <code>npm run tequio -- verify</code>
      </pre>
    </>
  );
}

/** The other editions, and whether it is known how they were made. */
export function OtherEditions({ others }: { others: readonly EditionView[] }) {
  const { t, lang, format, href } = usePage();
  return (
    <ul>
      {others.map((other) => {
        const values = { year: other.year, n: format.integer(other.sampleSize) };
        const text =
          other.tree === null ? t('method:others.unknown', values) : t('method:others.known', values);
        return (
          <li>
            {rich(text, {
              link: (words) => <a href={href(`/metrica/metodologia?edicion=${other.year}`)}>{words}</a>,
            })}
            {other.facts.notes.length > 0 ? (
              <ul>
                {other.facts.notes.map((note) => (
                  <li>{lang === 'en' ? note.en : note.es}</li>
                ))}
              </ul>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
