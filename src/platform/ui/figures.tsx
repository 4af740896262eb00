import type { Child } from 'hono/jsx';
import { usePage } from './page-context.ts';

/** One figure set big: the page's answer. */
export function BigFigure({ value, unit, caption }: { value: Child; unit?: Child; caption?: Child }) {
  return (
    <p class="tq-figure">
      <strong class="tq-figure__value">{value}</strong>{' '}
      {unit ? <span class="tq-figure__unit">{unit}</span> : null}
      {caption ? <span class="tq-figure__caption">{caption}</span> : null}
    </p>
  );
}

export interface KeyFigure {
  label: Child;
  value: Child;
  note?: Child;
}

/** A row of figures, each under its name. */
export function KeyFigures({ items }: { items: readonly KeyFigure[] }) {
  return (
    <dl class="tq-figures">
      {items.map(({ label, value, note }) => (
        <div>
          <dt>{label}</dt>
          <dd>
            <span class="tq-figures__value">{value}</span>
            {note ? <span class="tq-figures__note">{note}</span> : null}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** *Sin dato*, in place of a value that is not known; says why where the reason is known. Nothing is made up. */
export function NoData({ reason }: { reason?: string }) {
  const { t } = usePage();
  return (
    <span class="tq-nodata">
      {t('noData')}
      {reason ? <span class="tq-nodata__reason"> ({reason})</span> : null}
    </span>
  );
}
