import type { Child } from 'hono/jsx';

export interface SummaryRow {
  key: Child;
  value: Child;
  action?:
    | { href: string; label: string /** What it acts on, for screen readers. */; about?: string }
    | undefined;
}

/** Facts as pairs of name and value, each with an action where there is one. */
export function SummaryList({ rows }: { rows: readonly SummaryRow[] }) {
  return (
    <dl class="govuk-summary-list">
      {rows.map(({ key, value, action }) => (
        <div class={`govuk-summary-list__row${action ? '' : ' govuk-summary-list__row--no-actions'}`}>
          <dt class="govuk-summary-list__key">{key}</dt>
          <dd class="govuk-summary-list__value">{value}</dd>
          {action ? (
            <dd class="govuk-summary-list__actions">
              <a href={action.href}>
                {action.label}
                {action.about ? <span class="govuk-visually-hidden"> {action.about}</span> : null}
              </a>
            </dd>
          ) : null}
        </div>
      ))}
    </dl>
  );
}

/** Something more for who wants it, closed until asked for. */
export function Details({ summary, open, children }: { summary: Child; open?: boolean; children?: Child }) {
  return (
    <details class="govuk-details" open={open}>
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">{summary}</span>
      </summary>
      <div class="govuk-details__text">{children}</div>
    </details>
  );
}
