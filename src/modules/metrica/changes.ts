import { institutionTopics, stateTopics } from '#modules/territory/index.ts';
import { inEveryLanguage } from '#platform/changes/change.ts';
import { type TopicKind, topicOf } from '#platform/changes/topics.ts';
import type { DataSet } from '#platform/data-sets/data-set.ts';
import { listObserved, listUnitScores } from './store.ts';

/** The index as a whole: its editions, its methodology, its figures. */
export const metricaTopics: TopicKind = {
  kind: 'metrica',
  word: 'metrica',
  keyed: false,
  find: async () => ({ name: (t) => t('metrica:name'), path: '/metrica' }),
};

type Announce = NonNullable<DataSet['announce']>;

/** A load of the list of editions. */
export const announceEditions: Announce = async (_orm, { rows }) => ({
  kind: 'metrica.editions-loaded',
  topics: [topicOf(metricaTopics), 'data'],
  title: inEveryLanguage((t, format) =>
    t('ledger:metrica.editions.title', { count: rows, rows: format.integer(rows) }),
  ),
  path: '/metrica',
});

function announcePart(part: 'observations' | 'methodology' | 'published'): Announce {
  return async (_orm, { rows, options: { edition = '' } }) => ({
    kind: `metrica.${part}-loaded`,
    topics: [topicOf(metricaTopics), 'data'],
    title: inEveryLanguage((t, format) =>
      t(`ledger:metrica.edition.${part}`, { count: rows, rows: format.integer(rows), year: edition }),
    ),
    path: part === 'methodology' ? '/metrica/metodologia' : `/metrica/${edition}`,
  });
}

/** A load of an edition's methodology. */
export const announceMethodology = announcePart('methodology');

/** A load of an edition's official figures. */
export const announcePublished = announcePart('published');

/** A load of an edition's scores: a change of every government and institution that was measured, one change for all. */
export const announceObservations: Announce = async (orm, load) => {
  const year = Number(load.options.edition);
  const units = await listUnitScores(orm, year);
  const observed = await listObserved(orm, year);
  const change = await announcePart('observations')(orm, load);
  return {
    ...change,
    topics: [
      ...change.topics,
      ...units.map(({ clave }) => topicOf(stateTopics, clave)),
      ...observed.map(({ institution }) => topicOf(institutionTopics, institution)),
    ],
    parted: true,
  };
};
