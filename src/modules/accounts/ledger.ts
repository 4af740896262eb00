import { CLAVES, stateInSentence, stateOfClave } from '#modules/territory/index.ts';
import type { Entry } from '#platform/ledger/entry.ts';
import type { LedgerKind } from '#platform/module.ts';
import { importedKind, withdrawnKind } from './actions/census.ts';
import { endedKind } from './actions/erase.ts';
import { verifiedKind } from './actions/identity.ts';
import { censusCheck } from './verify/census.ts';
import { verificationCheck } from './verify/verifications.ts';

const textOf = (value: unknown) => (typeof value === 'string' ? value : '');

function countOf({ act }: Entry): number {
  return typeof act.rows === 'number' ? act.rows : 0;
}

const census = (
  kind: typeof importedKind | typeof withdrawnKind,
  name: 'censusImported' | 'censusWithdrawn',
): LedgerKind => ({
  kind,
  name: (t) => t(`identity:ledger.${name}.name`),
  title: (entry, { t, format }) =>
    t(`identity:ledger.${name}.title`, { count: countOf(entry), rows: format.integer(countOf(entry)) }),
  facts: (entry, { t }) => [{ label: t('identity:ledger.sha256'), value: textOf(entry.act.sha256) }],
  record: () => undefined,
  check: censusCheck,
});

/** The public acts of accounts: who counts as a verified person and by what, never who they are. */
export const identityLedgerKinds: readonly LedgerKind[] = [
  {
    kind: verifiedKind,
    name: (t) => t('identity:ledger.verified.name'),
    title: ({ act }, { t }) => {
      const provider = act.provider === 'oidc' ? 'oidc' : 'census';
      const state = textOf(act.state);
      return CLAVES.some((clave) => clave === state)
        ? t(`identity:ledger.verified.${provider}`, { state: stateInSentence(t, stateOfClave(state)) })
        : t(`identity:ledger.verified.${provider}Anywhere`);
    },
    record: () => undefined,
    check: verificationCheck,
  },
  {
    kind: endedKind,
    name: (t) => t('identity:ledger.ended.name'),
    title: (_entry, { t }) => t('identity:ledger.ended.title'),
    facts: ({ act }, { t }) => [{ label: t('identity:ledger.ended.which'), value: textOf(act.verification) }],
    record: () => undefined,
    check: verificationCheck,
  },
  census(importedKind, 'censusImported'),
  census(withdrawnKind, 'censusWithdrawn'),
];
