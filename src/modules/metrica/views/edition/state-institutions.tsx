import { institutionPath, kindName } from '#modules/territory/index.ts';
import { Columns, DataTable, type Download, type TableState, usePage } from '#platform/ui/index.ts';
import { indexMeasure } from '../../edition/choice.ts';
import { byScore } from '../../edition/comparison.ts';
import type { EditionInstitution, EditionView } from '../../edition/view.ts';
import { type InstitutionSort, InstitutionsTable, sortedInstitutions } from './institutions-table.tsx';
import { sentence, sourceWords, unitInSentence } from './words.ts';

/** How many institutions stand at each end of the list. */
const endCount = 5;

interface StateInstitutionsProps {
  view: EditionView;
  unit: { clave: string; name: string };
  institutions: readonly EditionInstitution[];
}

/** The most and the least open institutions of a unit. */
export function StateEnds({ unit, institutions }: Omit<StateInstitutionsProps, 'view'>) {
  const page = usePage();
  const { t, format } = page;
  const ranked = byScore(institutions);
  const [first, last] = [ranked[0], ranked.at(-1)];
  if (!first || !last) return null;
  const score = (one: EditionInstitution) => format.score(one.scores.get(indexMeasure) ?? 0);
  // A short list is not cut in two: nothing would be both among the best and the weakest.
  const ends = Math.min(endCount, Math.floor(ranked.length / 2));
  return (
    <>
      <h2 id="metrica-extremos">
        {t('metrica:ends.title', {
          count: ranked.length,
          n: format.integer(ranked.length),
          name: unitInSentence(page, unit),
          from: score(last),
          to: score(first),
        })}
      </h2>
      {ends > 0 ? (
        <Columns layout="halves">
          <div>
            <End
              id="metrica-mas-abiertas"
              caption={t('metrica:ends.best')}
              institutions={ranked.slice(0, ends)}
            />
          </div>
          <div data-weakest>
            <End
              id="metrica-menos-abiertas"
              caption={t('metrica:ends.weakest')}
              institutions={ranked.slice(-ends).toReversed()}
            />
          </div>
        </Columns>
      ) : null}
    </>
  );
}

interface EndProps {
  id: string;
  caption: string;
  institutions: readonly EditionInstitution[];
}

function End({ id, caption, institutions }: EndProps) {
  const { t, format, href } = usePage();
  return (
    <DataTable
      id={id}
      caption={caption}
      columns={[
        {
          key: 'nombre',
          header: t('metrica:column.institution'),
          cell: ({ slug, name, kind }) => (
            <>
              <a href={href(institutionPath(slug))}>{name}</a>
              <br />
              <small>{kindName(t, kind)}</small>
            </>
          ),
        },
        {
          key: indexMeasure,
          header: t('metrica:column.value'),
          numeric: true,
          cell: ({ scores }) => format.score(scores.get(indexMeasure) ?? 0),
        },
      ]}
      rows={institutions}
    />
  );
}

interface StateTableProps extends StateInstitutionsProps {
  state: TableState<InstitutionSort>;
  measures: readonly string[];
  downloads: readonly Download[];
}

/** All institutions of a unit with their scores. */
export function StateTable({ view, unit, institutions, state, measures, downloads }: StateTableProps) {
  const page = usePage();
  return (
    <InstitutionsTable
      id="metrica-instituciones"
      caption={page.t('metrica:ends.all', {
        name: sentence(unitInSentence(page, unit)),
        count: institutions.length,
        n: page.format.integer(institutions.length),
        year: view.year,
      })}
      view={view}
      institutions={sortedInstitutions(view, institutions, state)}
      state={state}
      measures={measures}
      withPlace={false}
      downloads={downloads}
      note={sourceWords(page, view)}
    />
  );
}
