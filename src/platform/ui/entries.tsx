import type { Child } from 'hono/jsx';
import { usePage } from './page-context.ts';

export interface Entry {
  title: string;
  text?: Child;
  href: string;
  /** The words of the link. Left out, the title itself is the link. */
  link?: string;
}

/** What a place offers, three to a row, each under a strong rule. */
export function Entries({ items, level = 2 }: { items: readonly Entry[]; level?: 2 | 3 }) {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <ul class="tq-entries">
      {items.map(({ title, text, href, link }) => (
        <li>
          <Heading>{link ? title : <a href={href}>{title}</a>}</Heading>
          {text ? <p>{text}</p> : null}
          {link ? (
            <p>
              <a href={href}>{link}</a>
            </p>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

/** The way on at a page's end: no page is a dead end. */
export function NextSteps({ title, items }: { title?: string; items: readonly Entry[] }) {
  const { t } = usePage();
  return (
    <section class="tq-next" aria-labelledby="que-sigue">
      <h2 id="que-sigue">{title ?? t('next.title')}</h2>
      <Entries items={items} level={3} />
    </section>
  );
}
