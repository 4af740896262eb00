import { EditionMap, type Selection, trendFinding } from '#modules/metrica/index.ts';
import { FEDERATION, type NamedState, StateList } from '#modules/territory/index.ts';
import { classThresholds, LineTrend } from '#platform/charts/index.ts';
import { BigFigure, PageHeading, SearchBox, usePage } from '#platform/ui/index.ts';

/** The country's published value in an edition; null where none was published. */
export interface NationalValue {
  year: number;
  value: number | null;
}

interface QuestionProps {
  states: readonly NamedState[];
  /** Of all editions, oldest first. */
  national: readonly NationalValue[];
  /** Null before any edition with values by state was loaded. */
  selection: Selection | null;
}

/** The one question, its answer for the country, and the ways to one's own government: search, list, map. */
export function Question({ states, national, selection }: QuestionProps) {
  const { t, href } = usePage();
  return (
    <div class="tq-ask">
      <div class="tq-ask__question">
        <PageHeading title={t('home:question')} />
        <SearchBox action={href('/buscar')} label={t('territory:search')} />
      </div>
      <NationalAnswer national={national} />
      <Choice states={states} selection={selection} />
      {selection ? (
        <div class="tq-ask__map">
          <EditionMap
            id="mapa"
            selection={selection}
            tableAt={href(`/metrica/${selection.view.year}#entidades`)}
          />
        </div>
      ) : null}
    </div>
  );
}

/** The latest published figure, and how it came there. */
function NationalAnswer({ national }: { national: readonly NationalValue[] }) {
  const page = usePage();
  const { t, format, href } = page;
  const latest = national.findLast(({ value }) => value !== null);
  if (latest?.value == null) return null;
  return (
    <div class="tq-ask__answer">
      <BigFigure
        value={format.score(latest.value)}
        unit={t('home:answer.unit')}
        caption={t('home:answer.caption', { year: latest.year })}
      />
      <LineTrend
        id="tendencia"
        title={trendFinding(page, national)}
        titleAs="p"
        titleHidden
        description={t('home:answer.description')}
        note={
          <>
            {trendFinding(page, national)}. <a href={href('/metrica/metodologia')}>{t('home:answer.how')}</a>
            {' · '}
            <a href={href('/metrica/verificacion')}>{t('home:answer.verify')}</a>
          </>
        }
        points={national.map(({ year, value }) => ({ at: year, label: String(year), value }))}
        names={{ label: t('home:answer.edition'), value: t('home:answer.value') }}
        tableAt={href('/metrica#ediciones')}
      />
    </div>
  );
}

/** All governments by name, with their values and the colours they have on the map. */
function Choice({ states, selection }: Pick<QuestionProps, 'states' | 'selection'>) {
  const { t } = usePage();
  const units = selection?.units ?? [];
  const values = new Map(units.map(({ clave, standing }) => [clave, standing?.value ?? null]));
  const ofStates = [...values].flatMap(([clave, value]) => (clave === FEDERATION ? [] : [value]));
  return (
    <div class="tq-ask__list">
      <h2 id="lista">{t('home:choose.title')}</h2>
      {selection ? <p class="tq-note">{t('home:choose.note', { year: selection.view.year })}</p> : null}
      <StateList
        states={states}
        values={selection ? values : undefined}
        thresholds={classThresholds(ofStates)}
        labelledBy="lista"
      />
    </div>
  );
}
