import type { Topic } from '#platform/changes/topics.ts';
import { notFound } from '#platform/errors/problem.ts';
import type { PageRequest } from '#platform/module.ts';

/** The topic that an address or a form names. @throws Problem 404 where there is no such thing */
export async function topicNamed(
  { services }: Pick<PageRequest, 'services'>,
  address: string,
): Promise<Topic> {
  const topic = await services.changes.topics.findByAddress(services.orm, address);
  if (topic) return topic;
  throw notFound(
    `No hay nada que se pueda seguir con el nombre «${address.slice(0, 80)}».`,
    `There is nothing to follow that is called "${address.slice(0, 80)}".`,
    'tema',
  );
}
