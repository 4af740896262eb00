import { owners, policy } from '#platform/access/policy.ts';
import type { Module } from '#platform/module.ts';
import { followersHear, sendDigestsJob, tellFollowersJob } from './jobs.ts';
import { forms, messages, pages } from './pages/index.ts';
import { endSubscriptions, listSubscriptions } from './store/subscriptions.ts';

/** Being told of changes: feeds for everybody, letters at once, by day or by week for those with an account. */
export const subscriptions: Module = {
  name: 'subscriptions',
  pages,
  forms,
  messages,
  policies: [policy('subscriptions.follow', owners(1)), policy('subscriptions.end', owners())],
  jobs: [tellFollowersJob, sendDigestsJob],
  announced: followersHear,
  async personalData(orm, person) {
    return { subscriptions: await listSubscriptions(orm, person) };
  },
  async erase(orm, { id }) {
    await endSubscriptions(orm, id, 'all');
  },
  navigation: [],
  dataSets: [],
};
