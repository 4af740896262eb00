import { kindGroupName, kindOfSlug, kindSlugs, statePath } from '#modules/territory/index.ts';
import { ComponentBars, DotPlot } from '#platform/charts/index.ts';
import { roundHalfUp } from '#platform/i18n/format.ts';
import { BigFigure, Columns, KeyFigures, type PageContext, usePage } from '#platform/ui/index.ts';
import { indexMeasure } from '../../edition/choice.ts';
import { indexComponents, type Place } from '../../edition/comparison.ts';
import type { EditionInstitution, EditionUnit, EditionView } from '../../edition/view.ts';
import type { Mean } from '../../rules/index.ts';
import { editionPath } from './addresses.ts';
import { inSentence, measureName, sentence, sourceWords, unitInSentence } from './words.ts';

/** An institution with what it is held against. */
export interface InstitutionContext {
  view: EditionView;
  institution: EditionInstitution;
  unit: EditionUnit;
  /** The means of all institutions of its kind, and of the country, by measure. */
  kindMeans: ReadonlyMap<string, Mean>;
  countryMeans: ReadonlyMap<string, Mean>;
  /** Its place among those of its state, of its kind, and of the country; null without a score. */
  places: { unit: Place | null; kind: Place | null; country: Place | null };
}

/** An institution's score and its place among those it is like. */
export function InstitutionStanding({ context }: { context: InstitutionContext }) {
  const page = usePage();
  const { t, format, href } = page;
  const { view, institution, unit, places } = context;
  const score = institution.scores.get(indexMeasure);
  const name = unitInSentence(page, unit);
  const kind = kindGroupName(t, institution.kind);
  const place = (one: Place | null) =>
    one === null
      ? { value: t('common:noData') }
      : {
          value: format.integer(one.rank),
          note: t('metrica:institution.of', { of: format.integer(one.of) }),
        };
  return (
    <Columns layout="question">
      <div>
        <h2 id="metrica-lugar">
          {score === undefined || !places.unit
            ? t('metrica:institution.titleUnknown', { year: view.year })
            : t('metrica:institution.title', { ...places.unit, name, year: view.year })}
        </h2>
        <BigFigure
          value={score === undefined ? t('common:noData') : format.score(score)}
          unit={score === undefined ? undefined : t('metrica:ofOne')}
          caption={t('metrica:institution.figure', {
            measure: measureName(page, view.tree, indexMeasure),
            year: view.year,
          })}
        />
        <KeyFigures
          items={[
            {
              label: <a href={href(statePath(unit.slug))}>{t('metrica:institution.inState', { name })}</a>,
              ...place(places.unit),
            },
            {
              label: (
                <a href={href(`${editionPath(view.year)}/instituciones${kindQuery(institution.kind)}`)}>
                  {t('metrica:institution.inKind', { kind })}
                </a>
              ),
              ...place(places.kind),
            },
            {
              label: (
                <a href={href(`${editionPath(view.year)}/instituciones`)}>
                  {t('metrica:institution.inCountry')}
                </a>
              ),
              ...place(places.country),
            },
          ]}
        />
        <p class="tq-note">{t('metrica:institution.exact')}</p>
      </div>
      <ContextPlot context={context} />
    </Columns>
  );
}

/** The list of a kind; the whole list for a kind that addresses have no word for. */
function kindQuery(kind: string): string {
  const slug = kindSlugs.find((one) => kindOfSlug(one) === kind);
  return slug === undefined ? '' : `?tipo=${slug}`;
}

interface Peer {
  id: string;
  /** As a label, and within a sentence. */
  label: string;
  words: string;
  value: number | null;
}

function peersOf(
  page: PageContext,
  { unit, institution, kindMeans, countryMeans }: InstitutionContext,
): Peer[] {
  const { t } = page;
  const name = unitInSentence(page, unit);
  const kind = kindGroupName(t, institution.kind);
  return [
    {
      id: 'entidad',
      label: t('metrica:institution.meanState', { name }),
      words: t('metrica:institution.stateWords'),
      value: unit.measures[indexMeasure]?.value ?? null,
    },
    {
      id: 'tipo',
      label: t('metrica:institution.meanKind', { kind }),
      words: t('metrica:institution.kindWords'),
      value: kindMeans.get(indexMeasure)?.value ?? null,
    },
    {
      id: 'pais',
      label: t('metrica:institution.meanCountry'),
      words: t('metrica:institution.countryWords'),
      value: countryMeans.get(indexMeasure)?.value ?? null,
    },
  ];
}

function ContextPlot({ context }: { context: InstitutionContext }) {
  const page = usePage();
  const { t } = page;
  const { view, institution } = context;
  const score = institution.scores.get(indexMeasure) ?? null;
  const peers = peersOf(page, context);
  const title = contextFinding(page, score, peers);
  return (
    <DotPlot
      id="metrica-contexto"
      title={title}
      titleAs="h3"
      measure={t('metrica:ranking.measure', {
        measure: measureName(page, view.tree, indexMeasure),
        year: view.year,
      })}
      description={t('metrica:institution.contextDescription', { finding: title })}
      note={`${t('metrica:institution.contextNote')} ${sourceWords(page, view)}`}
      rows={[
        { id: 'institucion', label: t('metrica:institution.this'), value: score },
        ...peers.map(({ id, label, value }) => ({ id, label, value, contrast: true })),
      ]}
      names={{
        label: t('metrica:column.institution'),
        value: t('metrica:column.value'),
        contrast: t('metrica:institution.means'),
      }}
      domain={[0, 1]}
      highlighted="institucion"
    />
  );
}

/** "Arriba de su entidad y del país; abajo de las de su tipo". */
function contextFinding({ t, format }: PageContext, score: number | null, peers: readonly Peer[]): string {
  if (score === null) return t('metrica:institution.unknown');
  const printed = roundHalfUp(score, 2);
  const side = (sign: number) =>
    format.list(
      peers
        .filter(({ value }) => value !== null && Math.sign(printed - roundHalfUp(value, 2)) === sign)
        .map(({ words }) => words),
    );
  const [above, level, below] = [side(1), side(0), side(-1)];
  const parts = [
    above && t('metrica:institution.above', { names: above }),
    level && t('metrica:institution.level', { names: level }),
    below && t('metrica:institution.below', { names: below }),
  ];
  return sentence(parts.filter(Boolean).join('; '));
}

/** The components of an institution's score beside the means of its state and of its kind. */
export function InstitutionParts({ context }: { context: InstitutionContext }) {
  const page = usePage();
  const { t, format } = page;
  const { view, institution, unit, kindMeans } = context;
  const rows = indexComponents(view).map((part) => ({
    id: part,
    label: measureName(page, view.tree, part),
    value: institution.scores.get(part) ?? null,
    peers: [unit.measures[part]?.value ?? null, kindMeans.get(part)?.value ?? null],
  }));
  const known = rows.flatMap(({ label, value }) => (value === null ? [] : [{ label, value }]));
  const ordered = known.toSorted((a, b) => b.value - a.value);
  const [high, low] = [ordered[0], ordered.at(-1)];
  const title =
    !high || !low || format.score(high.value) === format.score(low.value)
      ? t('metrica:institution.partsLevel')
      : t('metrica:institution.parts', {
          high: inSentence(high.label),
          from: format.score(high.value),
          low: inSentence(low.label),
          to: format.score(low.value),
        });
  return (
    <ComponentBars
      id="metrica-partes"
      title={title}
      titleAs="h2"
      measure={t('metrica:parts.measure', { year: view.year })}
      description={t('metrica:parts.description', { finding: title })}
      note={sourceWords(page, view)}
      rows={rows}
      names={{
        label: t('metrica:column.part'),
        value: t('metrica:institution.this'),
        peers: [t('metrica:institution.ofState'), t('metrica:institution.ofKind')],
      }}
    />
  );
}
