import type { HtmlResult } from '#platform/http/results.ts';
import { type Entry, ErrorPage } from '#platform/ui/index.ts';

/** What can be said of an address that names nothing there is. */
interface Nothing {
  title: string;
  /** What was asked for and is not there. */
  what: string;
  todo: string;
  /** What may have been meant, the likeliest first. */
  near: readonly Entry[];
  otherwise: Entry;
}

/** A 404 that offers what may have been meant. */
export function nothingThere({ title, what, todo, near, otherwise }: Nothing): HtmlResult {
  return {
    kind: 'html',
    status: 404,
    title,
    description: what,
    indexed: false,
    main: <ErrorPage status={404} title={title} what={what} todo={todo} next={[...near, otherwise]} />,
  };
}
