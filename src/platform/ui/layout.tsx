import type { Child } from 'hono/jsx';

type Children = { children?: Child };

/** A horizontal band of the page across its whole width. Bands of `amate` and `papel` alternate to part one thought from the next. */
export function Band({
  tone = 'amate',
  labelledBy,
  children,
}: Children & {
  tone?: 'amate' | 'papel' /** The id of the heading that names the band. */;
  labelledBy?: string;
}) {
  return (
    <section class={`tq-band tq-band--${tone}`} aria-labelledby={labelledBy}>
      <div class="tq-wrap">{children}</div>
    </section>
  );
}

/** How columns share the width on a wide screen. On a narrow one they stand one below the other. */
export type ColumnsLayout = 'halves' | 'thirds' | 'wide-left' | 'wide-right' | 'question';

/** Two or three columns: each child is one. `question` is the first screen of a page: the question, and the picture that answers it. */
export function Columns({ layout, children }: Children & { layout: ColumnsLayout }) {
  return <div class={`tq-columns tq-columns--${layout}`}>{children}</div>;
}

/** Running text at a width that reads well. */
export function Prose({ children }: Children) {
  return <div class="tq-prose">{children}</div>;
}

/** The question that a page answers, with what it belongs to above and a first sentence below. */
export function PageHeading({
  caption,
  title,
  lead,
  id,
  children,
}: Children & { caption?: Child; title: Child; lead?: Child; id?: string }) {
  return (
    <div class="tq-heading">
      {caption ? <p class="tq-heading__caption">{caption}</p> : null}
      <h1 id={id}>{title}</h1>
      {lead ? <p class="tq-lead">{lead}</p> : null}
      {children}
    </div>
  );
}

/** A small line under a chart, a table or a figure: what it shows, and where it comes from. */
export function Note({ children }: Children) {
  return <p class="tq-note">{children}</p>;
}
