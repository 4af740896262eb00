import type { Orm } from '../database/types.ts';
import type { Translate } from '../i18n/i18n.ts';

/** What people read of a topic. */
export interface TopicFacts {
  /** What it is called, as a label: `Oaxaca`. */
  name(t: Translate): string;
  /** The Spanish path of its page. */
  path: string;
}

/**
 * A kind of thing that can be followed. A module declares the kinds of what it owns in `topics` of its manifest; from
 * then on each thing of the kind has a feed, can be followed by letter, and `announceChange` takes its topic. A page
 * offers both with `<Follow topic={topicAddress(kind, key)} />`.
 */
export interface TopicKind {
  /** Begins its topics: `state` of `state:20`. */
  kind: string;
  /** The same in addresses, in Spanish: `entidad` of `entidad/20`. */
  word: string;
  /** False where there is one thing of the kind: its topic is the kind alone, `metrica`. */
  keyed: boolean;
  /** The thing with a key (empty where there is but one); undefined where there is none. Ask the given session alone. */
  find(orm: Orm, key: string): Promise<TopicFacts | undefined>;
}

/** Something that can be followed. */
export interface Topic extends TopicFacts {
  /** As changes and subscriptions name it: `state:20`, `metrica`. */
  topic: string;
  /** As addresses name it: `entidad/20`, `metrica`. */
  address: string;
}

/** The topic of one thing, or of the one thing there is. */
export function topicOf({ kind }: Pick<TopicKind, 'kind'>, key = ''): string {
  return key === '' ? kind : `${kind}:${key}`;
}

/** The same in an address. */
export function topicAddress({ word }: Pick<TopicKind, 'word'>, key = ''): string {
  return key === '' ? word : `${word}/${key}`;
}

/** Claves, slugs and UUIDs. What looks otherwise names nothing and does not reach the database. */
const keyForm = /^[a-zA-Z0-9][a-zA-Z0-9-]{0,199}$/;

function split(text: string, mark: string): { head: string; key: string } {
  const at = text.indexOf(mark);
  return at < 0 ? { head: text, key: '' } : { head: text.slice(0, at), key: text.slice(at + 1) };
}

/** What the topics of a platform are looked up in. */
export interface Topics {
  kinds: readonly TopicKind[];
  /** @returns undefined where there is no such thing (any more) */
  find(orm: Orm, topic: string): Promise<Topic | undefined>;
  findByAddress(orm: Orm, address: string): Promise<Topic | undefined>;
}

/** @throws Error where two kinds share a name */
export function createTopics(kinds: readonly TopicKind[]): Topics {
  for (const name of ['kind', 'word'] as const) {
    const names = kinds.map((kind) => kind[name]);
    const twice = names.find((each, at) => names.indexOf(each) !== at);
    if (twice !== undefined) throw new Error(`Two kinds of topics are called ${twice}`);
  }
  const find = async (orm: Orm, kind: TopicKind | undefined, key: string): Promise<Topic | undefined> => {
    if (!kind || (kind.keyed ? !keyForm.test(key) : key !== '')) return undefined;
    const facts = await kind.find(orm, key);
    return facts && { ...facts, topic: topicOf(kind, key), address: topicAddress(kind, key) };
  };
  return {
    kinds,
    find(orm, topic) {
      const { head, key } = split(topic, ':');
      const kind = kinds.find((each) => each.kind === head);
      return find(orm, kind, key);
    },
    findByAddress(orm, address) {
      const { head, key } = split(address, '/');
      const kind = kinds.find((each) => each.word === head);
      return find(orm, kind, key);
    },
  };
}
