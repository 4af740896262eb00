import { type StateRow, stateInSentence } from '#modules/territory/index.ts';
import { createFormat, type Format } from '#platform/i18n/format.ts';
import { type Translate, translator } from '#platform/i18n/i18n.ts';
import { type Lang, localizedPath } from '#platform/i18n/languages.ts';
import type { Letter, LetterPart } from '#platform/mail/letter.ts';
import { urgencyName } from '../names.ts';
import { commitmentDeskPath, deskPath, type Urgency } from '../rules/index.ts';
import type { OpenCommitment } from '../store/reminders.ts';

/** Why somebody hears of a commitment; `nobody`: as the facilitator of one that nobody answers for here. */
const parts = ['officer', 'nobody', 'facilitator', 'counterpart'] as const;
export type Part = (typeof parts)[number];

/** A commitment with what there is to say of it today. */
export interface Reminded {
  commitment: OpenCommitment;
  urgency: Urgency;
  /** The day on which it runs out. */
  lastDay: string | null;
  /** For how many days nobody has spoken of it, once that is long. */
  silent: number | null;
}

/** More of one part than this are counted only: the desk has them all. */
const mostOfPart = 40;

interface Words {
  t: Translate;
  format: Format;
  lang: Lang;
}

/** What is to be said of a commitment: where it stands with its date, and that nobody speaks of it. */
function standing({ t, format }: Words, { urgency, lastDay, silent }: Reminded): string {
  const dated = 'days' in urgency && lastDay !== null;
  const said = [
    ...(dated ? [`${urgencyName({ t, format }, urgency)} (${format.day(lastDay)})`] : []),
    ...(silent === null ? [] : [t('plans:clock.silent', { count: silent, days: format.integer(silent) })]),
  ];
  return format.list(said);
}

function itemsOf(
  words: Words,
  reminded: readonly Reminded[],
  states: ReadonlyMap<string, StateRow>,
): LetterPart {
  const { t, format, lang } = words;
  const items = reminded.slice(0, mostOfPart).map((one) => {
    const { id, number, title, state } = one.commitment;
    const place = states.get(state);
    return {
      text: t('reminders:item', {
        ...{ number, title, standing: standing(words, one) },
        state: place ? stateInSentence(t, place) : state,
      }),
      link: localizedPath(commitmentDeskPath(id), lang),
    };
  });
  const more = reminded.length - items.length;
  const rest = {
    text: t('reminders:more', { count: more, total: format.integer(more) }),
    link: localizedPath(deskPath, lang),
  };
  return { items: more > 0 ? [...items, rest] : items };
}

/** A letter of duty about all that a person has to hear of today. */
export function reminderLetter(
  { person, email, lang }: { person: string; email: string; lang: Lang },
  told: readonly (readonly [Part, Reminded])[],
  states: ReadonlyMap<string, StateRow>,
): Letter {
  const t = translator(lang);
  const format = createFormat(lang);
  const words = { t, format, lang };
  const values = { count: told.length, total: format.integer(told.length) };
  return {
    ...{ kind: 'plans.reminder', to: email, person, lang },
    subject: t('reminders:subject', values),
    body: [
      ...parts.flatMap((part): LetterPart[] => {
        const own = told.filter(([as]) => as === part).map(([, reminded]) => reminded);
        return own.length === 0 ? [] : [t(`reminders:parts.${part}`), itemsOf(words, own, states)];
      }),
      { link: localizedPath(deskPath, lang), label: t('reminders:desk') },
      t('reminders:why'),
    ],
  };
}
