import { topicFeedPath } from '#platform/changes/addresses.ts';
import { latestChanges } from '#platform/changes/store.ts';
import type { Topic } from '#platform/changes/topics.ts';
import type { PageResult } from '#platform/http/results.ts';
import type { PageRequest } from '#platform/module.ts';
import { ChangesList, WaysToFollow } from '../views/changes.tsx';

const mostShown = 30;

/** `/avisos`: what changed lately, and how to hear of changes. */
export async function changesPage({ services, page }: PageRequest): Promise<PageResult> {
  const { t } = page;
  const {
    orm,
    changes: { topics },
  } = services;
  const single = topics.kinds.filter(({ keyed }) => !keyed);
  const found = await Promise.all(single.map(({ word }) => topics.findByAddress(orm, word)));
  return {
    kind: 'html',
    title: t('subscriptions:changes.title'),
    description: t('subscriptions:changes.lead'),
    feed: topicFeedPath(),
    main: (
      <>
        <WaysToFollow topics={found.filter((topic): topic is Topic => topic !== undefined)} />
        <ChangesList changes={await latestChanges(orm, undefined, mostShown)} />
      </>
    ),
  };
}
