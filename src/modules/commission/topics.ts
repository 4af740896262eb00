import type { TopicKind } from '#platform/changes/topics.ts';
import { commissionPath } from './addresses.ts';

/** The Commission, as something that can be followed. */
export const commissionTopics: TopicKind = {
  kind: 'commission',
  word: 'comision',
  keyed: false,
  find: async () => ({ name: (t) => t('commission:name'), path: commissionPath }),
};
