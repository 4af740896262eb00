import { rich } from '#platform/i18n/rich.tsx';
import { CheckboxesField, TextField, usePage } from '#platform/ui/index.ts';

/** Asks what somebody wants to be called. */
export function NameField() {
  const { t } = usePage();
  return (
    <TextField
      name="name"
      label={t('accounts:fields.name')}
      hint={t('accounts:fields.nameHint')}
      autocomplete="nickname"
      spellcheck={false}
      width={20}
    />
  );
}

/** The box without which no account begins: that the notice of privacy was read. */
export function PrivacyField() {
  const { t, href } = usePage();
  return (
    <CheckboxesField
      name="privacidad"
      label={t('accounts:fields.privacy')}
      choices={[
        {
          value: 'si',
          label: rich(t('accounts:fields.accept'), {
            link: (text) => <a href={href('/privacidad')}>{text}</a>,
          }),
        },
      ]}
    />
  );
}
