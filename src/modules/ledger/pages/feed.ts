import { publicOrigin } from '#platform/config/config.ts';
import { atomFeed, type Feed, type FeedEntry } from '#platform/http/atom.ts';
import type { PageResult } from '#platform/http/results.ts';
import type { PageRequest } from '#platform/module.ts';
import { queryString } from '#platform/ui/index.ts';
import { entryPath, feedPath, ledgerPath } from '../addresses.ts';
import { askedLines } from './entry-files.ts';
import type { Line } from './line.ts';

const mostEntries = 50;

/** `/bitacora/feed.atom`: the newest entries, with the filters of the page. */
export async function ledgerFeed(request: PageRequest): Promise<PageResult> {
  const { services, page, query } = request;
  const { t, lang, href } = page;
  const origin = publicOrigin(services.config);
  const { lines, time } = await askedLines(request, mostEntries);
  const filters = queryString(query, {});
  const entryOf = ({ index, id, title, kind, kindName, time, entry }: Line): FeedEntry => ({
    id: `urn:uuid:${id}`,
    title,
    address: origin + href(entryPath(index)),
    time,
    category: { term: kind, label: kindName },
    summary: t('ledger:feed.summary', {
      index,
      kind: kindName,
      subject: entry ? `${entry.subject.type} ${entry.subject.id}` : '',
    }),
  });
  const feed: Feed = {
    address: origin + href(feedPath) + filters,
    page: origin + href(ledgerPath) + filters,
    title: t('ledger:feed.title'),
    author: t('name'),
    lang,
    // Nothing was signed yet: the feed is as old as time.
    updated: time ?? new Date(0),
    entries: lines.map(entryOf),
  };
  return atomFeed(feed);
}
