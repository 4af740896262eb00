import { type PageContext, usePage } from '#platform/ui/index.ts';
import type { EditionFacts } from '../../schema.ts';
import { inLanguage } from '../method/words.ts';
import type { NationalEdition } from './national.tsx';

interface EditionSourcesProps {
  editions: readonly Pick<NationalEdition, 'year' | 'facts'>[];
  /** The rank of the headings of editions, where there is more than one. */
  level?: 'h3' | 'h4';
}

/** What to know of the published values, and where each comes from. */
export function EditionSources({ editions, level = 'h3' }: EditionSourcesProps) {
  const page = usePage();
  const { t } = page;
  const Heading = level;
  return (
    <>
      {editions.map(({ year, facts }) => (
        <>
          {editions.length > 1 ? <Heading>{t('metrica:edition', { year })}</Heading> : null}
          {facts.notes.length > 0 ? (
            <ul>
              {facts.notes.map((note) => (
                <li>{inLanguage(note, page.lang)}</li>
              ))}
            </ul>
          ) : null}
          <p class="tq-note">
            {t('metrica:sources')}{' '}
            {facts.sources.map((source, i) => (
              <>
                {i > 0 ? '; ' : null}
                <Source source={source} />
              </>
            ))}
            .
          </p>
        </>
      ))}
    </>
  );
}

function Source({ source }: { source: EditionFacts['sources'][number] }) {
  const page = usePage();
  const title = inLanguage(source, page.lang);
  return (
    <>
      {source.address ? <a href={source.address}>{title}</a> : title}
      {source.date ? ` (${dateWords(page, source.date)})` : null}
    </>
  );
}

/** A date of which the day may not be known: then the year stands for it. */
function dateWords({ format }: PageContext, date: string): string {
  return /^\d{4}-\d\d-\d\d$/.test(date) ? format.date(new Date(`${date}T12:00:00Z`)) : date.slice(0, 4);
}
