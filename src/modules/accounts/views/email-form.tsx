import {
  Button,
  type FieldError,
  Form,
  Notice,
  SummaryList,
  Tag,
  TextField,
  usePage,
} from '#platform/ui/index.ts';
import { PasswordField } from './password-fields.tsx';

/** The address of an account, and the form that asks for another one. */
export function EmailForm({
  now,
  verified,
  proof,
  typed,
  errors,
  action,
  signIn,
}: {
  now: string;
  verified: boolean;
  /** How the person has to show first that it is them. */
  proof: 'none' | 'password' | 'sign-in';
  typed: string;
  errors: readonly FieldError[];
  action: string;
  signIn: string;
}) {
  const { t } = usePage();
  return (
    <>
      <SummaryList
        rows={[
          {
            key: t('accounts:email.now'),
            value: (
              <>
                {now} <VerifiedTag verified={verified} />
              </>
            ),
          },
        ]}
      />
      <h2>{t('accounts:email.change')}</h2>
      {proof === 'sign-in' ? (
        <Notice>
          <p>{t('accounts:email.signInFirst')}</p>
          <p>
            <a href={signIn}>{t('accounts:void.enter')}</a>
          </p>
        </Notice>
      ) : (
        <>
          <p>{t('accounts:email.changeText')}</p>
          <Form action={action} values={{ email: typed }} errors={errors}>
            <TextField
              name="email"
              type="email"
              label={t('accounts:email.new')}
              autocomplete="email"
              spellcheck={false}
            />
            {proof === 'password' ? <PasswordField name="currentPassword" /> : null}
            <Button>{t('accounts:email.send')}</Button>
          </Form>
        </>
      )}
    </>
  );
}

/** Whether an address was shown to be its owner's. */
export function VerifiedTag({ verified }: { verified: boolean }) {
  const { t } = usePage();
  return (
    <Tag kind={verified ? 'kept' : 'neutral'}>
      {t(verified ? 'accounts:account.verified' : 'accounts:account.unverified')}
    </Tag>
  );
}
