import { changesPath, topicFeedPath } from '#platform/changes/addresses.ts';
import { latestChanges, pathFor } from '#platform/changes/store.ts';
import type { Topic } from '#platform/changes/topics.ts';
import { publicOrigin } from '#platform/config/config.ts';
import { notFound } from '#platform/errors/problem.ts';
import { atomFeed } from '#platform/http/atom.ts';
import type { PageResult } from '#platform/http/results.ts';
import type { PageRequest } from '#platform/module.ts';

const mostEntries = 50;

async function feedOf({ services, page }: PageRequest, topic: Topic | undefined): Promise<PageResult> {
  const { t, lang, href, format } = page;
  const origin = publicOrigin(services.config);
  const changes = await latestChanges(services.orm, topic?.topic, mostEntries);
  const name = topic?.name(t);
  return atomFeed({
    address: origin + href(topicFeedPath(topic?.address)),
    page: origin + href(topic?.path ?? changesPath),
    title: name === undefined ? t('subscriptions:feed.all') : t('subscriptions:feed.title', { name }),
    author: t('name'),
    lang,
    // Nothing was announced yet: the feed is as old as time.
    updated: changes[0]?.at ?? new Date(0),
    entries: changes.map((change) => ({
      id: `urn:uuid:${change.id}`,
      title: change.title[lang],
      address: origin + href(topic ? pathFor(change, topic) : change.path),
      time: change.at,
      summary: t('subscriptions:feed.summary', { title: change.title[lang], date: format.date(change.at) }),
    })),
  });
}

/** `/avisos.atom`: everything that changed. */
export function changesFeed(request: PageRequest): Promise<PageResult> {
  return feedOf(request, undefined);
}

/** `/avisos/entidad/20.atom`, `/avisos/metrica.atom`: what changed of one topic. */
export async function topicFeed(request: PageRequest): Promise<PageResult> {
  const { services, params } = request;
  const { word, file = '' } = params;
  const last = file.replace(/\.atom$/, '');
  const topic = await services.changes.topics.findByAddress(
    services.orm,
    word === undefined ? last : `${word}/${last}`,
  );
  if (topic) return feedOf(request, topic);
  throw notFound(
    'No hay un canal de avisos con esta dirección.',
    'There is no feed of changes at this address.',
    'file',
  );
}
