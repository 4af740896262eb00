import type { Orm } from '../database/types.ts';
import type { Module } from '../module.ts';
import type { Services } from '../services.ts';
import type { Change } from './change.ts';
import { createTopics, type Topics } from './topics.ts';

/** What can be followed, and who has to hear of changes within the program. */
export interface Changes {
  topics: Topics;
  /** Tells every module that asked for it, in the transaction of the change. */
  tell(services: Services, orm: Orm, change: Change): Promise<void>;
}

/** @throws Error where two kinds of topics share a name */
export function createChanges(modules: readonly Pick<Module, 'topics' | 'announced'>[]): Changes {
  return {
    topics: createTopics(modules.flatMap(({ topics = [] }) => topics)),
    async tell(services, orm, change) {
      for (const { announced } of modules) await announced?.(services, orm, change);
    },
  };
}
