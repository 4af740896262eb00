import { TextField, usePage } from '#platform/ui/index.ts';

/** Asks for a code of the authenticator application, or one of the recovery codes where they will do. */
export function CodeField({ recovery }: { recovery: boolean }) {
  const { t } = usePage();
  return (
    <TextField
      name="code"
      label={t('factors:code.label')}
      hint={t(recovery ? 'factors:code.hintRecovery' : 'factors:code.hint')}
      width={10}
      autocomplete="one-time-code"
      spellcheck={false}
      // A code is never shown again.
      value=""
    />
  );
}

/** Asks for the password of somebody who has signed in. */
export function CurrentPasswordField() {
  const { t } = usePage();
  return (
    <TextField
      name="currentPassword"
      type="password"
      label={t('factors:password.label')}
      hint={t('factors:password.hint')}
      autocomplete="current-password"
      width={20}
    />
  );
}
