import { z } from 'zod';
import { signInPath } from '#platform/access/addresses.ts';
import { checkForm } from '#platform/http/form-data.ts';
import type { HtmlResult, PageResult } from '#platform/http/results.ts';
import type { FormRequest, FormRoute, PageRequest, PageRoute } from '#platform/module.ts';
import {
  Band,
  Breadcrumbs,
  Button,
  type FieldError,
  Form,
  PageHeading,
  TextField,
} from '#platform/ui/index.ts';
import { waitingLink } from '../actions/letter-links.ts';
import { recover } from '../actions/password.ts';
import { sendRecoveryLink } from '../actions/sign-in.ts';
import { NewPasswordField } from '../views/password-fields.tsx';
import { emailField, passwordError, tokenOf } from './fields.ts';
import { goOn } from './own.ts';
import { accountResult, letterSent, minutes, voidLink, waitResult } from './results.tsx';

const askPath = '/recuperar';
const letterPath = '/recuperar/carta';
const newPath = '/recuperar/nueva';

function askPage({ page }: PageRequest, email = '', errors: readonly FieldError[] = []): HtmlResult {
  const { t, href } = page;
  return accountResult(
    {
      title: t('accounts:recovery.title'),
      description: t('accounts:recovery.lead'),
      main: (
        <Band>
          <Breadcrumbs items={[{ label: t('accounts:signIn.title'), href: href(signInPath) }]} />
          <PageHeading title={t('accounts:recovery.title')} lead={t('accounts:recovery.lead')} />
          <Form action={href(askPath)} values={{ email }} errors={errors}>
            <TextField
              name="email"
              type="email"
              label={t('accounts:fields.email')}
              autocomplete="email"
              spellcheck={false}
            />
            <Button>{t('accounts:recovery.send')}</Button>
          </Form>
        </Band>
      ),
    },
    errors,
  );
}

async function takeWish(request: FormRequest): Promise<PageResult> {
  const { form, page } = request;
  const { t } = page;
  const email = form.text('email');
  const checked = checkForm(z.object({ email: emailField(t) }), form);
  if (!checked.ok) return askPage(request, email, checked.errors);
  const outcome = await sendRecoveryLink(request, checked.input.email);
  if (outcome.done) return goOn(letterPath);
  const message = t('accounts:faults.lettersWait', { count: minutes(outcome.seconds) });
  return waitResult(askPage(request, email, [{ field: 'email', message }]), request, outcome.seconds);
}

function letterPage(request: PageRequest): HtmlResult {
  const { t } = request.page;
  return letterSent(request, {
    title: t('accounts:recovery.sentTitle'),
    texts: [t('accounts:recovery.sent')],
    again: askPath,
  });
}

function newPage({ page }: PageRequest, token: string, errors: readonly FieldError[] = []): HtmlResult {
  const { t, href } = page;
  return accountResult(
    {
      title: t('accounts:recovery.newTitle'),
      description: t('accounts:recovery.newLead'),
      main: (
        <Band>
          <PageHeading title={t('accounts:recovery.newTitle')} lead={t('accounts:recovery.newLead')} />
          <Form action={href(newPath)} errors={errors} hidden={{ token }}>
            <NewPasswordField />
            <Button>{t('accounts:recovery.save')}</Button>
          </Form>
        </Band>
      ),
    },
    errors,
  );
}

async function openPage(request: PageRequest): Promise<PageResult> {
  const token = tokenOf(request);
  const link = await waitingLink(request.services, 'recovery', token);
  return link ? newPage(request, token) : voidLink(request, ['recover', 'enter']);
}

async function takePassword(request: FormRequest): Promise<PageResult> {
  const token = tokenOf(request);
  const fault = await recover(request, token, request.form.text('newPassword'));
  if (fault === undefined) return goOn(`${signInPath}?hecho=contrasena`);
  if (fault === 'void') return voidLink(request, ['recover', 'enter']);
  return newPage(request, token, [passwordError(request.page.t, 'newPassword', fault)]);
}

const letters = { name: 'letters', burst: 20, periodSeconds: 3600 };
const links = { name: 'recovery-link', burst: 60, periodSeconds: 600 };

export const recoveryPages: readonly PageRoute[] = [
  { path: askPath, access: 'public', cache: 'none', handle: (request) => askPage(request) },
  { path: letterPath, access: 'public', cache: 'data', handle: letterPage },
  { path: newPath, access: 'public', cache: 'none', personal: true, handle: openPage },
];

export const recoveryForms: readonly FormRoute[] = [
  { path: askPath, access: 'public', limit: letters, handle: takeWish },
  { path: newPath, access: 'public', limit: links, handle: takePassword },
];
