import { accountPath, signInPath } from '#platform/access/addresses.ts';
import type { PageRequest } from '#platform/module.ts';
import {
  Band,
  Button,
  ErrorSummary,
  type FieldError,
  Form,
  Notice,
  PageHeading,
  TextField,
  usePage,
} from '#platform/ui/index.ts';
import { signInWays } from './sign-in-ways.tsx';

export interface SignInPageProps {
  request: PageRequest;
  /** Where the person wanted to go. */
  back: string | undefined;
  /** The form that came back, where one did. */
  sent: { form: 'password' | 'link'; email: string; errors: readonly FieldError[] } | undefined;
  /** What was just done. */
  done: string | undefined;
  /** Whether somebody is signed in already. */
  already: boolean;
}

/** All the ways to sign in. */
export function SignInPage({ request, back, sent, done, already }: SignInPageProps) {
  const { t, href } = usePage();
  const query = back ? `?volver=${encodeURIComponent(back)}` : '';
  return (
    <>
      <Band>
        {done ? (
          <Notice kind="done" live>
            <p>{done}</p>
          </Notice>
        ) : null}
        {already ? (
          <Notice>
            <p>
              {t('accounts:signIn.already')}{' '}
              <a href={href(accountPath)}>{t('accounts:signIn.alreadyLink')}</a>.
            </p>
          </Notice>
        ) : null}
        {sent ? <ErrorSummary errors={sent.errors} /> : null}
        <PageHeading
          title={t('accounts:signIn.title')}
          lead={t(back ? 'accounts:signIn.leadBack' : 'accounts:signIn.lead')}
        />
        <h2>{t('accounts:signIn.password')}</h2>
        <PasswordForm sent={sent} back={back} />
        <p>
          <a href={href('/recuperar')}>{t('accounts:signIn.forgot')}</a>
        </p>
        <p>
          {t('accounts:signIn.none')} <a href={href(`/registro${query}`)}>{t('accounts:signIn.open')}</a>.
        </p>
      </Band>
      <Band tone="papel" labelledBy="enlace">
        <h2 id="enlace">{t('accounts:signIn.link')}</h2>
        <p>{t('accounts:signIn.linkText')}</p>
        <LinkForm sent={sent} back={back} />
      </Band>
      <OtherWays request={request} back={back} />
    </>
  );
}

/** The error beside a field: the summary stands at the top of the page, above both forms. */
function errorOf(sent: SignInPageProps['sent'], name: string): string | undefined {
  return sent?.errors.find(({ field }) => field === name)?.message;
}

function PasswordForm({ sent, back }: Pick<SignInPageProps, 'sent' | 'back'>) {
  const { t, href } = usePage();
  return (
    <Form action={href(signInPath)} hidden={{ volver: back ?? '' }} label={t('accounts:signIn.password')}>
      <TextField
        name="email"
        type="email"
        label={t('accounts:fields.email')}
        value={sent?.form === 'password' ? sent.email : undefined}
        error={errorOf(sent, 'email')}
        autocomplete="username"
        spellcheck={false}
      />
      <TextField
        name="password"
        type="password"
        label={t('accounts:fields.password')}
        error={errorOf(sent, 'password')}
        autocomplete="current-password"
      />
      <Button>{t('accounts:signIn.send')}</Button>
    </Form>
  );
}

function LinkForm({ sent, back }: Pick<SignInPageProps, 'sent' | 'back'>) {
  const { t, href } = usePage();
  return (
    <Form action={href('/entrar/carta')} hidden={{ volver: back ?? '' }} label={t('accounts:signIn.link')}>
      <TextField
        name="linkEmail"
        type="email"
        label={t('accounts:fields.email')}
        value={sent?.email || undefined}
        error={errorOf(sent, 'linkEmail')}
        autocomplete="email"
        spellcheck={false}
      />
      <Button kind="secondary">{t('accounts:signIn.linkSend')}</Button>
    </Form>
  );
}

function OtherWays({ request, back }: Pick<SignInPageProps, 'request' | 'back'>) {
  const { t } = usePage();
  const ways = signInWays.flatMap((Way) => Way({ request, back }) ?? []);
  if (ways.length === 0) return null;
  return (
    <Band labelledBy="otras">
      <h2 id="otras">{t('accounts:signIn.other')}</h2>
      {ways}
    </Band>
  );
}

/** The page of a link in a letter. Opening it does nothing yet: programs that look at mail open links too. */
export function OpenLink({
  title,
  lead,
  button,
  token,
  action,
}: {
  title: string;
  lead: string;
  button: string;
  token: string;
  action: string;
}) {
  return (
    <Band>
      <PageHeading title={title} lead={lead} />
      <Form action={action} hidden={{ token }}>
        <Button>{button}</Button>
      </Form>
    </Band>
  );
}
