import type { TopicKind } from '#platform/changes/topics.ts';

/** The data that can be downloaded, all sets of them. */
export const dataTopics: TopicKind = {
  kind: 'data',
  word: 'datos',
  keyed: false,
  find: async () => ({ name: (t) => t('site:data.topic'), path: '/datos' }),
};
