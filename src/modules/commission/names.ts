import type { Translate } from '#platform/i18n/i18n.ts';
import type { JsonObject, JsonValue } from '#platform/ledger/canonical-json.ts';
import {
  agreementPath,
  covenantPath,
  exhortationPath,
  linePath,
  seatsPath,
  sessionsPath,
} from './addresses.ts';
import {
  type ActKind,
  type ActSubject,
  actKinds,
  actSubjects,
  agreementStates,
  covenantStates,
  deliverableStates,
  exhortationSteps,
  lineStates,
  readSessionSlug,
  type SessionKey,
} from './rules/index.ts';

/** The name of a session within a sentence: `sesión ordinaria 1 de 2026`. */
export function sessionName(t: Translate, { kind, number, year }: SessionKey): string {
  return t(`commission:session.name.${kind}`, { number, year });
}

/** The same as a title. */
export function sessionTitle(t: Translate, { kind, number, year }: SessionKey): string {
  return t(`commission:session.title.${kind}`, { number, year });
}

const textOf = (value: JsonValue | undefined) => (typeof value === 'string' ? value : '');

/** The new state of an act in words; empty where it has none. */
function outcomeOf(t: Translate, kind: ActKind, act: JsonObject): string {
  const to = textOf(act.to);
  const known = <T extends string>(list: readonly T[]) => list.find((each) => each === to);
  const agreement = kind === 'agreement-moved' ? known(agreementStates) : undefined;
  if (agreement) return t(`commission:agreements.states.${agreement}`);
  const covenant = kind === 'covenant-moved' ? known(covenantStates) : undefined;
  if (covenant) return t(`commission:covenants.states.${covenant}`);
  const deliverable = kind === 'deliverable-moved' ? known(deliverableStates) : undefined;
  if (deliverable) return t(`commission:covenants.deliverableStates.${deliverable}`);
  const step = kind === 'exhortation-step' ? known(exhortationSteps) : undefined;
  if (step) return t(`commission:exhortations.steps.${step}`);
  const line = kind === 'action-moved' ? known(lineStates) : undefined;
  if (line) return t(`commission:plan.states.${line}`);
  const result = (['approved', 'rejected', 'tied'] as const).find((each) => each === to);
  return result ? t(`commission:votes.results.${result}`) : to;
}

/** The kind of an act by the name of its entries, `commission.session-called`; undefined for others. */
export function actKindOf(kind: string): ActKind | undefined {
  return actKinds.find((each) => `commission.${each}` === kind);
}

/** What an act was, as a sentence without full stop: for the ledger, for feeds and for the history of a record. */
export function actTitle(t: Translate, kind: ActKind, act: JsonObject): string {
  const session = readSessionSlug(textOf(act.session));
  const name = session ? sessionName(t, session) : textOf(act.name);
  return t(`commission:acts.${kind}`, { name, to: outcomeOf(t, kind, act) });
}

/** The Spanish path of the page of the record that an act was done to. */
export function recordPath(subject: { type: string; id: string }, act: JsonObject): string | undefined {
  const type: ActSubject | undefined = actSubjects.find((each) => each === subject.type);
  switch (type) {
    case 'seat':
      return seatsPath;
    case 'session':
      return readSessionSlug(textOf(act.session)) ? `${sessionsPath}/${textOf(act.session)}` : undefined;
    case 'agreement':
      return agreementPath(textOf(act.name));
    case 'exhortation':
      return exhortationPath(subject.id);
    case 'covenant':
      return covenantPath(subject.id);
    case 'work-action':
      return linePath(textOf(act.name));
    default:
      return undefined;
  }
}
