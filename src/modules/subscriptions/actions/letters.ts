import type { PersonAddress } from '#modules/accounts/index.ts';
import type { Change } from '#platform/changes/change.ts';
import { pathFor } from '#platform/changes/store.ts';
import type { Topic, Topics } from '#platform/changes/topics.ts';
import type { Orm } from '#platform/database/types.ts';
import { createFormat } from '#platform/i18n/format.ts';
import { translator } from '#platform/i18n/i18n.ts';
import { localizedPath } from '#platform/i18n/languages.ts';
import type { Letter, LetterPart } from '#platform/mail/letter.ts';
import { ownPath } from '../addresses.ts';
import { atOnceList, digestList } from './lists.ts';

/** Looks topics up, each once: many letters name the same ones. A topic that is no more has nothing to tell. */
export function topicReader(topics: Topics) {
  const known = new Map<string, Topic | undefined>();
  return async (orm: Orm, names: Iterable<string>): Promise<Topic[]> => {
    const found: Topic[] = [];
    for (const name of new Set(names)) {
      if (!known.has(name)) known.set(name, await topics.find(orm, name));
      const topic = known.get(name);
      if (topic) found.push(topic);
    }
    return found;
  };
}

export type TopicReader = ReturnType<typeof topicReader>;

interface Addressee {
  person: string;
  address: PersonAddress;
}

/** How the person changes what they are told. */
function settings({ address: { lang } }: Addressee): LetterPart {
  return { link: localizedPath(ownPath, lang), label: translator(lang)('subscriptions:letter.settings') };
}

/** A letter about one change, to somebody who is told at once. */
export function changeLetter(
  to: Addressee,
  change: Change,
  followed: readonly { id: string; topic: Topic }[],
): Letter {
  const { person, address } = to;
  const { email, lang } = address;
  const t = translator(lang);
  const [first] = followed;
  const names = createFormat(lang).list(followed.map(({ topic }) => topic.name(t)));
  const path = first ? pathFor(change, first.topic) : change.path;
  return {
    ...{ kind: 'subscriptions.change', to: email, person, lang },
    subject: change.title[lang],
    body: [
      t('subscriptions:letter.because', { names }),
      { link: localizedPath(path, lang), label: t('subscriptions:letter.see') },
      settings(to),
    ],
    list: first && followed.length === 1 ? first.id : atOnceList,
  };
}

/** More of one topic than this are counted only: its page and feed have them all. */
const mostOfTopic = 20;

/** What somebody is told of one topic. */
export interface DigestPart {
  topic: Topic;
  changes: readonly Change[];
}

/** A letter about all changes of a day or a week, to somebody who follows some topics. */
export function digestLetter(to: Addressee, parts: readonly DigestPart[]): Letter {
  const { person, address } = to;
  const { email, lang } = address;
  const t = translator(lang);
  const format = createFormat(lang);
  const count = parts.reduce((sum, { changes }) => sum + changes.length, 0);
  const values = { count, total: format.integer(count) };
  const bodyOf = ({ topic, changes }: DigestPart): LetterPart[] => {
    const more = changes.length - mostOfTopic;
    const items = changes.slice(-mostOfTopic).map((change) => ({
      text: `${change.title[lang]} (${format.date(change.at)})`,
      link: localizedPath(pathFor(change, topic), lang),
    }));
    const rest = {
      text: t('subscriptions:letter.more', { count: more, total: format.integer(more) }),
      link: localizedPath(topic.path, lang),
    };
    return [topic.name(t), { items: more > 0 ? [...items, rest] : items }];
  };
  return {
    ...{ kind: 'subscriptions.digest', to: email, person, lang },
    subject: t('subscriptions:letter.digest', values),
    body: [t('subscriptions:letter.digestLead', values), ...parts.flatMap(bodyOf), settings(to)],
    list: digestList,
  };
}
