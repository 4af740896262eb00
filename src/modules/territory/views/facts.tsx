import type { Child } from 'hono/jsx';

export interface Fact {
  label: string;
  value: Child;
}

/** What something is, in a line of short facts under its name: they say who it is and leave the stage to what comes next. */
export function Facts({ items }: { items: readonly Fact[] }) {
  return (
    <dl class="tq-facts">
      {items.map(({ label, value }) => (
        <div>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
