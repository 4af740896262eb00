import { addressesOf } from '#modules/accounts/index.ts';
import { stateInSentence } from '#modules/territory/index.ts';
import { withdrawGrant } from '#platform/access/grants.ts';
import type { Person } from '#platform/access/subject.ts';
import { done, type Outcome, refused } from '#platform/errors/outcome.ts';
import { translator } from '#platform/i18n/i18n.ts';
import { defaultLang } from '#platform/i18n/languages.ts';
import { queueLetter } from '#platform/mail/queue.ts';
import type { Services } from '#platform/services.ts';
import { plansActions } from '../policies.ts';
import { counterpartGrant, endRepresentative, voicesOf } from '../store/representatives.ts';
import { listMembers, lockSecretariat } from '../store/secretariats.ts';
import { type Acting, actInState, recordDraft } from './act.ts';

/** Ends the role of those who speak for no organisation of the state any more. */
export async function endGrantsWithoutVoice(
  { orm, person, now, state }: Acting,
  persons: readonly string[],
): Promise<void> {
  const reason = translator(defaultLang)('secretariats:voices.grantReason');
  for (const one of new Set(persons)) {
    if ((await voicesOf(orm, one)).some((voice) => voice.state === state.clave)) continue;
    const grant = await counterpartGrant(orm, one, state.clave, now);
    if (grant !== undefined) await withdrawGrant(orm, grant, { person: person.id }, reason, now);
  }
}

/** Tells people that they speak for an organisation no more. */
export async function tellEnded(
  { services, orm, state }: Acting,
  organisation: string,
  persons: readonly string[],
): Promise<void> {
  for (const [person, { email, lang }] of await addressesOf(orm, persons)) {
    const t = translator(lang);
    const place = stateInSentence(t, state);
    await queueLetter(services, orm, {
      ...{ kind: 'plans.representative-ended', to: email, person, lang },
      subject: t('secretariats:endedLetter.subject', { state: place }),
      body: [t('secretariats:endedLetter.text', { organisation, state: place })],
    });
  }
}

/**
 * Ends that somebody speaks for an organisation; their role in the state ends with the last of them.
 * @returns the organisation's identifier
 * @throws Problem 403
 */
export function endVoice(
  services: Services,
  person: Person,
  clave: string,
  representative: string,
): Promise<Outcome<string, 'no-representative'>> {
  return actInState(services, person, plansActions.secretariat, clave, async (acting) => {
    const { orm, now } = acting;
    await lockSecretariat(orm, clave);
    const row = await endRepresentative(orm, clave, representative, now);
    if (!row) return refused('no-representative');
    await recordDraft(acting, 'representative-ended', row.id);
    const persons = row.person === null ? [] : [row.person];
    await endGrantsWithoutVoice(acting, persons);
    const member = (await listMembers(orm, clave)).find(({ id }) => id === row.member);
    await tellEnded(acting, member?.organisation ?? '', persons);
    return done(row.member);
  });
}
