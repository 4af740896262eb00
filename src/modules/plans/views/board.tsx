import { StatesMap, stateName } from '#modules/territory/index.ts';
import { type KeyFigure, KeyFigures, NoData, usePage } from '#platform/ui/index.ts';
import type { Exercise, ExerciseState } from '../board/exercise.ts';
import type { Tally } from '../board/tally.ts';
import { noteMeasures, type SecretariatStatus, statePlansPath } from '../rules/index.ts';
import type { NoteRow } from '../store/secretariats.ts';
import { Count, Day, SourceLink, statusName } from './words.tsx';

/** What can be known of a secretariat, from the one that stands still to the one that works: the steps of the map's ramp. */
const mapSteps: readonly SecretariatStatus[] = ['inactive', 'declared', 'renewal', 'installed'];

const stepOf = (status: SecretariatStatus) => {
  const step = mapSteps.indexOf(status);
  return step < 0 ? null : step;
};

/** The states by the status of their secretariat; what is not known is hatched. */
export function SecretariatsMap({ exercise: { states } }: { exercise: Exercise }) {
  const { t } = usePage();
  const installed = states.filter(({ status }) => status === 'installed').length;
  const known = states.filter(({ status }) => status !== 'unknown').length;
  const words = { count: installed, known, total: states.length };
  return (
    <StatesMap
      id="mapa"
      title={t('plans:board.map.title', words)}
      titleAs="h2"
      description={t('plans:board.map.description', words)}
      note={t('plans:board.map.note')}
      measure={t('plans:board.map.measure')}
      states={states.map(({ state }) => state)}
      values={new Map(states.map(({ state, status }) => [state.clave, stepOf(status)]))}
      thresholds={[1, 2, 3]}
      classNames={mapSteps.map((status) => statusName(t, status))}
      format={(value) => statusName(t, mapSteps[value] ?? 'unknown')}
      pathOf={statePlansPath}
      valueName={t('plans:board.columns.status')}
      tableAt="#estados"
      linksElsewhere
    />
  );
}

/** The country in figures, each with of how many it is known. */
export function BoardFigures({ exercise, sums }: { exercise: Exercise; sums: Tally }) {
  const { t, format } = usePage();
  const { states } = exercise;
  const known = states.filter(({ status }) => status !== 'unknown').length;
  const installed = states.filter(({ status }) => status === 'installed').length;
  const withPlan = states.filter(({ plans }) => plans.length > 0);
  const plans = withPlan.reduce((sum, row) => sum + row.plans.length, 0);
  const ofKnown = t('plans:board.figures.ofKnown', { known, total: states.length });
  const items: KeyFigure[] = [
    {
      label: t('plans:board.figures.installed'),
      value: <Count value={known > 0 ? installed : null} />,
      note: ofKnown,
    },
    {
      label: t('plans:board.figures.plans'),
      value: <Count value={plans > 0 ? plans : null} />,
      note: t('plans:board.figures.plansNote', { count: withPlan.length }),
    },
    {
      label: t('plans:board.figures.commitments'),
      value: <Count value={sums.total > 0 ? sums.total : null} />,
      note: t('plans:board.figures.commitmentsNote', {
        count: sums.known,
        known: format.integer(sums.known),
      }),
    },
    {
      label: t('plans:board.figures.overdue'),
      value: <Count value={sums.overdue} />,
      note: t('plans:board.figures.overdueNote', { count: sums.dated, dated: format.integer(sums.dated) }),
    },
  ];
  return <KeyFigures items={items} />;
}

/** Who is missing: those that declared and did not install, the longest first, and of how many nothing is known. */
export function Missing({ exercise: { states }, today }: { exercise: Exercise; today: string }) {
  const { t, format, href } = usePage();
  const waiting = states
    .filter(({ status }) => status === 'declared' || status === 'inactive')
    .toSorted((one, other) => ((sinceOf(one) ?? '9') < (sinceOf(other) ?? '9') ? -1 : 1));
  const unknown = states.filter(({ status }) => status === 'unknown');
  return (
    <>
      <h2 id="faltan">{t('plans:board.missing.title')}</h2>
      <p>{t('plans:board.missing.text', { count: waiting.length })}</p>
      <ul>
        {waiting.map((row) => {
          const since = sinceOf(row);
          return (
            <li>
              <a href={href(statePlansPath(row.state.slug))}>{stateName(t, row.state)}</a>
              {': '}
              {since === null ? (
                <>
                  {statusName(t, row.status)}, <NoData />
                </>
              ) : (
                t(`plans:board.missing.${row.status === 'inactive' ? 'inactive' : 'declared'}`, {
                  day: format.day(since),
                  asOf: format.day(row.secretariat?.asOf ?? today),
                })
              )}
            </li>
          );
        })}
      </ul>
      <p>
        {t('plans:board.missing.unknown', { count: unknown.length })}{' '}
        {unknown.map(({ state }, at) => (
          <>
            {at > 0 ? ', ' : null}
            <a href={href(statePlansPath(state.slug))}>{stateName(t, state)}</a>
          </>
        ))}
        {unknown.length > 0 ? '.' : null}
      </p>
    </>
  );
}

const sinceOf = ({ status, secretariat }: ExerciseState) =>
  (status === 'declared' ? secretariat?.declaredOn : secretariat?.statusSince) ?? null;

/** What was said of the whole country at a day, as it was said: it is no status of any state. */
export function Notes({ notes, states }: { notes: readonly NoteRow[]; states: Exercise['byClave'] }) {
  const { t, format } = usePage();
  const named = (claves: readonly string[]) =>
    format.list(
      claves.flatMap((clave) => {
        const found = states.get(clave);
        return found ? [stateName(t, found.state)] : [];
      }),
    );
  return (
    <ul class="tq-notes">
      {notes.map(({ asOf, measure, value, states: claves, source }) => {
        const known = noteMeasures.find((one) => one === measure);
        return (
          <li>
            <strong>
              <Day day={asOf} />
            </strong>
            {': '}
            {known
              ? t(`plans:notes.${known}`, { count: value, value: format.integer(value) })
              : format.integer(value)}
            {'. '}
            {claves.length > 0
              ? t('plans:notes.named', { states: named(claves) })
              : known === 'commitments'
                ? null
                : t('plans:notes.unnamed')}{' '}
            <span class="tq-note">
              {t('plans:source')}:{' '}
              <SourceLink source={source} about={`${format.day(asOf)}, ${format.integer(value)}`} />
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** What the two words mean, for whoever reads them the first time. */
export function Explanation() {
  const { t, href } = usePage();
  return (
    <dl class="tq-meanings">
      {(['secretariat', 'plan', 'commitment', 'completion'] as const).map((term) => (
        <div>
          <dt>{t(`plans:explained.${term}.name`)}</dt>
          <dd>{t(`plans:explained.${term}.text`)}</dd>
        </div>
      ))}
      <div>
        <dt>{t('plans:explained.voices.name')}</dt>
        <dd>
          {t('plans:explained.voices.text')}{' '}
          <a href={href('/compromisos')}>{t('plans:explained.voices.link')}</a>
        </dd>
      </div>
    </dl>
  );
}
