import { SummaryList, usePage } from '#platform/ui/index.ts';
import type { EditionView } from '../../edition/view.ts';
import type { Tree } from '../../rules/index.ts';
import { inLanguage } from './words.ts';

/** Where the definitions of a methodology were published: each place once, in reading order. */
export function sourcesOf(tree: Tree): string[] {
  return [
    ...new Set([
      ...[...tree.measures.values()].map(({ source }) => source),
      ...tree.methodology.views.flatMap(({ recompositions }) => recompositions.map(({ source }) => source)),
    ]),
  ];
}

/** The number of a source, leading to it in the list at the page's end. */
export function SourceMark({ tree, source }: { tree: Tree; source: string }) {
  const { t } = usePage();
  const n = sourcesOf(tree).indexOf(source) + 1;
  return (
    <a class="tq-tree__source" href={`#fuente-${n}`}>
      <span class="govuk-visually-hidden">{t('method:sources.mark')} </span>[{n}]
    </a>
  );
}

/** The sources of the definitions, numbered as they are mentioned, and those of the edition's values. */
export function Sources({ view, tree }: { view: EditionView; tree: Tree }) {
  const { t } = usePage();
  return (
    <>
      <h3>{t('method:sources.definitions')}</h3>
      <ol>
        {sourcesOf(tree).map((source, at) => (
          <li id={`fuente-${at + 1}`}>{source}</li>
        ))}
      </ol>
      <h3>{t('method:sources.values')}</h3>
      <ValueSources view={view} />
    </>
  );
}

/** Where an edition's values were published, with the day and the address where they are known. */
function ValueSources({ view }: { view: EditionView }) {
  const { lang, format } = usePage();
  return (
    <ul>
      {view.facts.sources.map((source) => {
        const title = inLanguage(source, lang);
        const day = /^\d{4}-\d{2}-\d{2}$/.test(source.date ?? '')
          ? new Date(`${source.date}T12:00:00-06:00`)
          : null;
        return (
          <li>
            {source.address ? <a href={source.address}>{title}</a> : title}
            {day ? `, ${format.date(day)}` : null}
          </li>
        );
      })}
    </ul>
  );
}

/**
 * What is known of an edition besides its methodology.
 * @param names the methodology whose names its measures go by, for want of its own
 */
export function EditionFactsList({ view, names }: { view: EditionView; names: Tree | null }) {
  const { t, lang, format } = usePage();
  const { facts } = view;
  const order = [...(names?.measures.keys() ?? [])];
  const national = Object.entries(facts.national).sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
  const name = (id: string) => {
    const measure = names?.measures.get(id);
    return measure ? `${inLanguage(measure.label, lang)} (${measure.symbol})` : id.toUpperCase();
  };
  return (
    <>
      <SummaryList
        rows={[
          { key: t('method:facts.organisations'), value: format.list(facts.organisations) },
          {
            key: t('method:facts.sample'),
            value: t('method:facts.institutions', { n: format.integer(view.sampleSize) }),
          },
          ...national.map(([measure, value]) => ({
            key: name(measure),
            value: t('method:facts.national', { value: format.score(value) }),
          })),
        ]}
      />
      {facts.notes.length > 0 ? (
        <>
          <h3>{t('method:facts.notes')}</h3>
          <ul>
            {facts.notes.map((note) => (
              <li>{inLanguage(note, lang)}</li>
            ))}
          </ul>
        </>
      ) : null}
      <h3>{t('method:sections.sources')}</h3>
      <ValueSources view={view} />
    </>
  );
}
