import { addressesOf } from '#modules/accounts/index.ts';
import { dayAt } from '#platform/calendar/days.ts';
import { centralZone } from '#platform/calendar/zones.ts';
import type { Orm } from '#platform/database/types.ts';
import { createFormat } from '#platform/i18n/format.ts';
import { translator } from '#platform/i18n/i18n.ts';
import { type Lang, localizedPath } from '#platform/i18n/languages.ts';
import type { Letter } from '#platform/mail/letter.ts';
import { queueLetter } from '#platform/mail/queue.ts';
import type { Services } from '#platform/services.ts';
import { staffPaths } from '../addresses.ts';
import { renewalReminder } from '../rules/index.ts';
import { type CovenantRow, listCovenants } from '../store/covenants.ts';
import { noteReminder, secretaries } from '../store/reminders.ts';

/** Tells a secretary that a covenant is about to end. */
function renewalLetter(
  person: string,
  { email, lang }: { email: string; lang: Lang },
  { id, title, parties }: CovenantRow,
  to: string,
): Letter {
  const t = translator(lang);
  const format = createFormat(lang);
  return {
    ...{ kind: 'commission.covenant-ends', to: email, person, lang },
    subject: t('commission:covenants.letter.subject', { title }),
    body: [
      t('commission:covenants.letter.text', { title, date: format.day(to) }),
      t('commission:covenants.letter.parties', { parties: format.list(parties) }),
      t('commission:covenants.letter.then'),
      {
        link: localizedPath(`${staffPaths.covenants}/${id}`, lang),
        label: t('commission:covenants.letter.open'),
      },
    ],
  };
}

/** Sends the reminder of a covenant that is due, once, to all who can see to it. */
async function remindOf(services: Services, orm: Orm, row: CovenantRow, today: string): Promise<void> {
  const days = renewalReminder(row, today);
  if (days === undefined || row.to === null) return;
  const people = await addressesOf(orm, await secretaries(orm, services.now()));
  // With nobody to read it the reminder waits for somebody.
  if (people.size === 0 || !(await noteReminder(orm, { covenant: row.id, to: row.to, days }))) return;
  for (const [person, address] of people)
    await queueLetter(services, orm, renewalLetter(person, address, row, row.to));
}

/** Tells the secretary of the covenants that are about to end. Each reminder goes out once, however often this runs. */
export async function remindOfCovenants(services: Services): Promise<void> {
  const today = dayAt(services.now(), centralZone);
  for (const row of await listCovenants(services.orm))
    await services.orm.transaction((tx) => remindOf(services, tx, row, today));
}
