/** The page of what changed lately, and of how to follow something. */
export const changesPath = '/avisos';

/** The feed of a topic, by its address (`entidad/20`); without one, of everything. */
export function topicFeedPath(topic?: string): string {
  return topic === undefined ? `${changesPath}.atom` : `${changesPath}/${topic}.atom`;
}

/** The page on which to follow a topic by letter, by its address. */
export function followPath(topic: string): string {
  return `${changesPath}/seguir?tema=${topic}`;
}
