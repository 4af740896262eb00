import {
  Band,
  Button,
  type FieldError,
  Form,
  type FormValues,
  PageHeading,
  Prose,
  TextField,
  usePage,
} from '#platform/ui/index.ts';
import { NameField, PrivacyField } from './account-fields.tsx';
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
  const { t } = usePage();
  return (
    <Band>
      <PageHeading title={t('accounts:signUp.title')} lead={t('accounts:signUp.lead')} />
      <Form action={action} values={values} errors={errors} hidden={{ volver: back ?? '' }}>
        <NameField />
        <TextField
          name="email"
          type="email"
          label={t('accounts:fields.email')}
          hint={t('accounts:fields.emailHint')}
          autocomplete="email"
          spellcheck={false}
        />
        <NewPasswordField name="password" />
        <PrivacyField />
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
