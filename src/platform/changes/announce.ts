import { newId } from '../database/identifier.ts';
import type { Orm } from '../database/types.ts';
import type { Services } from '../services.ts';
import type { Change, NewChange } from './change.ts';
import { changes } from './schema.ts';

/**
 * Announces a change: it stands in the feeds of its topics, and whoever follows one of them is told. Call it in the
 * transaction of the change: both become true together, or neither does.
 *
 *     await announceChange(services, tx, {
 *       kind: 'commitments.progress-reported',
 *       topics: [topicOf(commitmentTopics, id), topicOf(planTopics, plan), `state:${clave}`],
 *       title: inEveryLanguage((t) => t('commitments:changes.progress', { number })),
 *       path: commitmentPath(id),
 *       entry: entry.id,
 *     });
 *
 * Nothing in it may be personal data: it is published. Topics are strings, so that a module can name those of another
 * without importing it; naming one twice counts once.
 * @returns the identifier of the change
 * @throws Error for a topic of no declared kind, which is a fault of the calling module
 */
export async function announceChange(services: Services, orm: Orm, change: NewChange): Promise<string> {
  const { kind, topics, title, path, parted = false, entry = null } = change;
  const kinds = new Set(services.changes.topics.kinds.map((each) => each.kind));
  const unknown = topics.find((topic) => !kinds.has(topic.split(':', 1)[0] ?? ''));
  if (unknown !== undefined) throw new Error(`Nothing of the kind of ${unknown} can be followed`);
  const announced: Change = {
    ...{ id: newId(), at: services.now(), kind, topics: [...new Set(topics)] },
    ...{ title, path, parted, entry },
  };
  await orm.insert(changes).values({ ...announced, topics: [...announced.topics] });
  await services.changes.tell(services, orm, announced);
  return announced.id;
}
