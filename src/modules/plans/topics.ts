import { listStates, stateInSentence } from '#modules/territory/index.ts';
import type { TopicKind } from '#platform/changes/topics.ts';
import { isId } from '#platform/database/identifier.ts';
import { commitmentPath, planPath, plansPath } from './rules/index.ts';
import { planById } from './store/plans.ts';
import { publishedCommitment } from './store/published.ts';

/** The local exercise as a whole. */
export const exerciseTopics: TopicKind = {
  kind: 'plans',
  word: 'planes',
  keyed: false,
  find: async () => ({ name: (t) => t('plans:topics.exercise'), path: plansPath }),
};

/** Action plans, by UUID. */
export const planTopics: TopicKind = {
  kind: 'plan',
  word: 'plan',
  keyed: true,
  async find(orm, id) {
    const plan = isId(id) ? await planById(orm, id) : undefined;
    const state = (await listStates(orm)).find(({ clave }) => clave === plan?.state);
    if (!plan || !state) return undefined;
    return {
      name: (t) => t('plans:topics.plan', { edition: plan.edition, state: stateInSentence(t, state) }),
      path: planPath(state.slug, plan.edition),
    };
  },
};

/** Commitments, by UUID. */
export const commitmentTopics: TopicKind = {
  kind: 'commitment',
  word: 'compromiso',
  keyed: true,
  async find(orm, id) {
    const commitment = isId(id) ? await publishedCommitment(orm, id) : undefined;
    const state = (await listStates(orm)).find(({ clave }) => clave === commitment?.state);
    if (!commitment || !state) return undefined;
    return {
      name: (t) =>
        t('plans:topics.commitment', {
          number: commitment.number,
          title: commitment.title,
          state: stateInSentence(t, state),
        }),
      path: commitmentPath(id),
    };
  },
};
