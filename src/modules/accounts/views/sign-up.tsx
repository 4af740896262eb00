import { rich } from '#platform/i18n/rich.tsx';
import {
  Band,
  Button,
  CheckboxesField,
  type FieldError,
  Form,
  type FormValues,
  PageHeading,
  Prose,
  TextField,
  usePage,
} from '#platform/ui/index.ts';
import { NewPasswordField, PasswordField } from './password-fields.tsx';

/** The form with which somebody opens an account. */
export function SignUpForm({
  values,
  errors,
  back,
  enter,
  action,
}: {
  values: FormValues;
  errors: readonly FieldError[];
  back: string | undefined;
  /** Where whoever has an account signs in. */
  enter: string;
  action: string;
}) {
  const { t, href } = usePage();
  return (
    <Band>
      <PageHeading title={t('accounts:signUp.title')} lead={t('accounts:signUp.lead')} />
      <Form action={action} values={values} errors={errors} hidden={{ volver: back ?? '' }}>
        <TextField
          name="name"
          label={t('accounts:fields.name')}
          hint={t('accounts:fields.nameHint')}
          autocomplete="nickname"
          spellcheck={false}
          width={20}
        />
        <TextField
          name="email"
          type="email"
          label={t('accounts:fields.email')}
          hint={t('accounts:fields.emailHint')}
          autocomplete="email"
          spellcheck={false}
        />
        <NewPasswordField name="password" />
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
        <Button>{t('accounts:signUp.send')}</Button>
      </Form>
      <p>
        {t('accounts:signUp.have')} <a href={enter}>{t('accounts:signUp.enter')}</a>.
      </p>
    </Band>
  );
}

/** The page of the link that confirms a sign-up. Opening it does nothing yet: programs that look at mail open links too. */
export function ConfirmForm({
  token,
  errors,
  action,
  again,
}: {
  token: string;
  errors: readonly FieldError[];
  action: string;
  again: string;
}) {
  const { t } = usePage();
  return (
    <Band>
      <PageHeading title={t('accounts:confirm.title')} lead={t('accounts:confirm.lead')} />
      <Form action={action} errors={errors} hidden={{ token }}>
        <PasswordField />
        <Button>{t('accounts:confirm.send')}</Button>
      </Form>
      <Prose>
        <p>{t('accounts:confirm.notYou')}</p>
        <p>
          <a href={again}>{t('accounts:confirm.again')}</a>
        </p>
      </Prose>
    </Band>
  );
}
