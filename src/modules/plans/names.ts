import { stateInSentence } from '#modules/territory/index.ts';
import type { Format } from '#platform/i18n/format.ts';
import type { Translate } from '#platform/i18n/i18n.ts';
import type { JsonObject, JsonValue } from '#platform/ledger/canonical-json.ts';
import {
  type ActKind,
  actKinds,
  commitmentPath,
  completions,
  planPath,
  secretariatStatuses,
  stages,
  statePlansPath,
  type Urgency,
} from './rules/index.ts';

const textOf = (value: JsonValue | undefined) =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

/** The new state of an act in words; empty where it has none. */
function outcomeOf(t: Translate, kind: ActKind, act: JsonObject): string {
  const to = textOf(act.to);
  const known = <T extends string>(list: readonly T[]) => list.find((each) => each === to);
  const status = kind === 'secretariat-moved' ? known(secretariatStatuses) : undefined;
  if (status && status !== 'unknown') return t(`plans:terms.status.${status}`);
  const stage = kind === 'plan-moved' ? known(stages) : undefined;
  if (stage) return t(`plans:terms.stage.${stage}`);
  const completion = known(completions);
  return completion ? t(`plans:terms.completion.${completion}`) : to;
}

/** The kind of an act by the name of its entries, `plans.plan-opened`; undefined for others. */
export function actKindOf(kind: string): ActKind | undefined {
  return actKinds.find((each) => `plans.${each}` === kind);
}

/** What an act was, as a sentence without full stop: for the ledger, for feeds and for the history of a record. */
export function actTitle(t: Translate, kind: ActKind, act: JsonObject): string {
  return t(`plans:acts.${kind}`, {
    state: stateInSentence(t, { clave: textOf(act.state), name: textOf(act.place) }),
    edition: textOf(act.edition),
    number: textOf(act.number),
    to: outcomeOf(t, kind, act),
  });
}

/** The Spanish path of the page of the record that an act was done to. */
export function recordPath(subject: { type: string; id: string }, act: JsonObject): string | undefined {
  const slug = textOf(act.slug);
  if (slug === '') return undefined;
  if (subject.type === 'secretariat') return statePlansPath(slug);
  if (subject.type === 'plan') return planPath(slug, Number(textOf(act.edition)));
  return subject.type === 'commitment' ? commitmentPath(subject.id) : undefined;
}

/** Where a commitment stands on its way to its due date, in words. */
export function urgencyName({ t, format }: { t: Translate; format: Format }, urgency: Urgency): string {
  switch (urgency.state) {
    case 'done':
      return t('plans:clock.done');
    case 'no-date':
      return t('plans:clock.no-date');
    case 'overdue':
      return t('plans:clock.overdue', { count: urgency.days, days: format.integer(urgency.days) });
    case 'soon':
      return urgency.days === 0
        ? t('plans:clock.today')
        : t('plans:clock.soon', { count: urgency.days, days: format.integer(urgency.days) });
    case 'ahead':
      return t('plans:clock.ahead', { count: urgency.days, days: format.integer(urgency.days) });
  }
}
