import { ShareBars, type SharePanel } from '#platform/charts/index.ts';
import { Details, NoData, usePage } from '#platform/ui/index.ts';
import type { Tally } from '../board/tally.ts';
import { completions, type Progress, shares } from '../rules/index.ts';
import { completionName } from './words.tsx';

/** How far something is, with how much of it that is known of. */
export function ProgressFigure({ progress }: { progress: Progress }) {
  const { format } = usePage();
  return progress.value === null ? <NoData /> : <span>{format.percent(progress.value)}</span>;
}

/** The formula in words, with this plan's own figures. */
export function ProgressFormula({ progress }: { progress: Progress }) {
  const { t, format } = usePage();
  return (
    <Details summary={t('plans:progress.how')}>
      <p>{t('plans:progress.formula')}</p>
      <ul>
        {completions.map((step) => (
          <li>
            {completionName(t, step)}: {format.percent(shares[step], 1)}
          </li>
        ))}
      </ul>
      <p>{t('plans:progress.unknownOut')}</p>
      <p>
        {t('plans:progress.here', {
          count: progress.total,
          known: format.integer(progress.known),
          total: format.integer(progress.total),
          share: format.percent(progress.knownWeight),
        })}
      </p>
    </Details>
  );
}

/** The ramp's steps for the scale: what is further along is darker. */
const rampOf = { 'not-started': 1, limited: 2, substantial: 4, complete: 5 } as const;

interface CompletionBarsProps {
  id: string;
  title: string;
  panels: readonly { id: string; title: string; href?: string | undefined; sums: Tally }[];
  /** What a panel is: heads the first column of the data. */
  label: string;
  note: string;
  titleAs?: 'h2' | 'h3';
}

/** How many commitments are on each step of the scale, for one or several groups. */
export function CompletionBars({ id, title, panels, label, note, titleAs = 'h3' }: CompletionBarsProps) {
  const { t, format } = usePage();
  const textOf = (sums: Tally) =>
    sums.known === 0
      ? t('plans:progress.noneKnown', { count: sums.total, total: format.integer(sums.total) })
      : t('plans:progress.known', {
          count: sums.total,
          ...{ known: format.integer(sums.known), total: format.integer(sums.total) },
          complete: format.integer(sums.completions.complete),
        });
  return (
    <ShareBars
      id={id}
      title={title}
      titleAs={titleAs}
      description={t('plans:progress.description', { count: panels.length })}
      note={note}
      parts={[
        ...completions.map((step) => ({ id: step, label: completionName(t, step), step: rampOf[step] })),
        { id: 'unknown', label: t('common:noData'), step: null },
      ]}
      names={{ label, total: t('plans:board.columns.commitments') }}
      panels={panels.map(
        ({ sums, ...panel }): SharePanel => ({ ...panel, text: textOf(sums), counts: sums.completions }),
      )}
    />
  );
}
