import { TextField, usePage } from '#platform/ui/index.ts';

/** Asks for a password that is to be set. */
export function NewPasswordField({ name = 'newPassword' }: { name?: 'newPassword' | 'password' }) {
  const { t } = usePage();
  return (
    <TextField
      name={name}
      type="password"
      label={t(name === 'password' ? 'accounts:fields.password' : 'accounts:fields.newPassword')}
      hint={t('accounts:fields.passwordHint')}
      autocomplete="new-password"
    />
  );
}

/** Asks for the password that somebody has. */
export function PasswordField({ name = 'password' }: { name?: 'password' | 'currentPassword' }) {
  const { t } = usePage();
  return (
    <TextField
      name={name}
      type="password"
      label={t(name === 'password' ? 'accounts:fields.password' : 'accounts:fields.currentPassword')}
      autocomplete="current-password"
    />
  );
}
