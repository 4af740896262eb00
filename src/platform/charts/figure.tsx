import type { Child } from 'hono/jsx';
import { type Download, Downloads } from '../ui/downloads.tsx';
import { usePage } from '../ui/page-context.ts';
import { NumbersTable, type NumbersTableProps } from './numbers-table.tsx';

/** What every chart says in words. All of it but the options at the end is required: a chart without it does not compile. */
export interface ChartText {
  /** Unique on the page, letters, digits and hyphens; also the address of the chart, `#id`. */
  id: string;
  /** What the chart shows, as a sentence: "Nadie llega a 0.6". */
  title: string;
  /** The text alternative: what a reader who does not see the chart should know. */
  description: string;
  /** Source, units, how to read what is not obvious. */
  note: Child;
  /** What is measured, in which unit and when; stands under the title. */
  measure?: Child | undefined;
  /** The heading's rank, or `p` where the words around it are the heading. */
  titleAs?: 'h2' | 'h3' | 'h4' | 'p' | undefined;
  /** The title is read aloud but not shown: only where the page says the same beside the chart. */
  titleHidden?: boolean | undefined;
  /** The numbers as files. */
  downloads?: readonly Download[] | undefined;
}

/**
 * Where the chart's numbers stand as text: in a table under the chart, in a table elsewhere on the page (`at: '#ranking'`),
 * or in the chart itself when it is a table.
 */
export type FigureData = NumbersTableProps | { at: string } | 'chart';

export interface FigureProps extends ChartText {
  data: FigureData;
  /** The marks and colours explained, above the chart (`key`) or under it (`legend`). */
  chartKey?: Child | undefined;
  legend?: Child | undefined;
  /** True when there is nothing to draw: the chart gives way to a sentence that says so. */
  empty?: boolean | undefined;
  /** True when the chart holds many links: a link before it leads past them. */
  skippable?: boolean | undefined;
  children?: Child | undefined;
}

/**
 * The frame of every chart: title, description, chart, legend, note, numbers and downloads, always in this order.
 * Throws when the title or the
 * description is blank, or the id no word.
 */
export function Figure(props: FigureProps) {
  const { id, title, description, note, measure, titleAs = 'h3', titleHidden, downloads } = props;
  if (!/^[a-z][\w-]*$/i.test(id))
    throw new Error(`A chart's id is a word of letters, digits and hyphens: ${id}`);
  if (!title.trim() || !description.trim())
    throw new Error(`The chart ${id} needs a title and a description`);
  const { t } = usePage();
  const Title = titleAs;
  const titleClass = titleHidden ? 'govuk-visually-hidden' : `tq-chart__title tq-chart__title--${titleAs}`;
  return (
    <figure class="tq-chart" id={id} aria-labelledby={`${id}-title`}>
      <figcaption>
        <Title class={titleClass} id={`${id}-title`}>
          {title}
        </Title>
        {measure ? <p class="tq-chart__measure">{measure}</p> : null}
        <p class="govuk-visually-hidden" id={`${id}-description`}>
          {description}
        </p>
      </figcaption>
      {props.empty ? (
        <p class="tq-chart__empty">{t('charts:empty')}</p>
      ) : (
        <>
          {props.chartKey}
          {props.skippable ? (
            <a class="govuk-visually-hidden-focusable tq-chart__skip" href={`#${id}-foot`}>
              {t('charts:skip')}
            </a>
          ) : null}
          {props.children}
          {props.legend}
        </>
      )}
      <div
        class="tq-chart__foot"
        id={props.skippable ? `${id}-foot` : undefined}
        tabindex={props.skippable ? -1 : undefined}
      >
        <p class="tq-chart__note">{note}</p>
        {props.empty ? null : <FigureNumbers data={props.data} title={title} />}
        {downloads?.length ? <Downloads items={downloads} of={title} /> : null}
      </div>
    </figure>
  );
}

function FigureNumbers({ data, title }: { data: FigureData; title: string }) {
  const { t } = usePage();
  if (data === 'chart') return null;
  if ('at' in data) {
    return (
      <p class="tq-chart__at">
        <a href={data.at}>
          {t('charts:data.elsewhere')}
          <span class="govuk-visually-hidden">: {title}</span>
        </a>
      </p>
    );
  }
  return (
    <details class="tq-chart__data">
      <summary>
        {t('charts:data.show')}
        <span class="govuk-visually-hidden">: {title}</span>
      </summary>
      <NumbersTable {...data} />
    </details>
  );
}
