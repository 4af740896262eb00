import { type Selection, sidesFinding } from '#modules/metrica/index.ts';
import { DotPlot } from '#platform/charts/index.ts';
import { type PageContext, usePage } from '#platform/ui/index.ts';
import { gapChange, gapOf, type PublishedSides, sideAhead } from '../rules.ts';

interface TwoSidesProps {
  /** Of the editions that published both, oldest first; at least one. */
  editions: readonly PublishedSides[];
  selection: Selection | null;
}

/** What governments let people know against what they let them influence, edition by edition. */
export function TwoSides({ editions, selection }: TwoSidesProps) {
  const page = usePage();
  const { t, format, href } = page;
  const latest = editions.at(-1);
  if (!latest) return null;
  const title = t(`home:sides.title.${sideAhead(latest)}`);
  return (
    <div>
      <DotPlot
        id="dos-caras"
        title={title}
        titleAs="h2"
        measure={t('home:sides.measure')}
        description={gapWords(page, editions)}
        note={
          <>
            {gapWords(page, editions)} {selection ? `${sidesFinding(page, selection.units)}.` : null}{' '}
            <a href={href(selection ? `/metrica/${selection.view.year}#dos-lados` : '/metrica')}>
              {t('home:sides.more')}
            </a>
          </>
        }
        rows={editions.map(({ year, transparency, participation }) => ({
          id: String(year),
          label: String(year),
          value: transparency,
          before: participation,
        }))}
        names={{
          label: t('home:answer.edition'),
          value: t('home:sides.transparency'),
          before: t('home:sides.participation'),
        }}
        format={format.score}
      />
    </div>
  );
}

/** "En 2021, 0.61 en transparencia contra 0.35 en participación. La distancia creció desde 2017: de 0.22 a 0.26." */
function gapWords({ t, format }: PageContext, editions: readonly PublishedSides[]): string {
  const [first, last] = [editions[0], editions.at(-1)];
  if (!first || !last) return '';
  const now = t('home:sides.now', {
    year: last.year,
    transparency: format.score(last.transparency),
    participation: format.score(last.participation),
  });
  if (first === last) return now;
  const change = t(`home:sides.gap.${gapChange(first, last)}`, {
    year: first.year,
    from: format.score(gapOf(first)),
    to: format.score(gapOf(last)),
  });
  return `${now} ${change}`;
}
