import { z } from 'zod';
import { personOf } from '#platform/access/access.ts';
import { accountPath, secondFactorPath, signInPath } from '#platform/access/addresses.ts';
import { checkForm } from '#platform/http/form-data.ts';
import type { HtmlResult, PageResult } from '#platform/http/results.ts';
import type { FormRequest, FormRoute, PageRequest, PageRoute } from '#platform/module.ts';
import { Band, type FieldError, NextSteps, PageHeading } from '#platform/ui/index.ts';
import { askForAddress, confirmAddress } from '../actions/email.ts';
import { waitingLink } from '../actions/letter-links.ts';
import { proofNeeded } from '../actions/proof.ts';
import { findSignInMeans } from '../store/factors.ts';
import { AccountPage } from '../views/account-page.tsx';
import { EmailForm } from '../views/email-form.tsx';
import { OpenLink } from '../views/sign-in.tsx';
import { emailField, passwordField, tokenOf } from './fields.ts';
import { goOn, withBack } from './own.ts';
import { accountResult, minutes, voidLink, waitResult } from './results.tsx';

const path = `${accountPath}/correo` as const;
const confirmPath = '/confirmar/correo';

async function emailPage(
  request: PageRequest,
  typed = '',
  errors: readonly FieldError[] = [],
): Promise<HtmlResult | undefined> {
  const { page, services } = request;
  const { t, href } = page;
  const person = personOf(request);
  const proof = await proofNeeded({ services, person });
  if (proof === 'second-factor') return undefined;
  const means = await findSignInMeans(services.orm, person.id);
  return accountResult(
    {
      title: t('accounts:email.title'),
      description: t('accounts:email.lead'),
      main: (
        <AccountPage
          request={request}
          title={t('accounts:email.title')}
          lead={t('accounts:email.lead')}
          done={{ enviado: t('accounts:email.done.enviado') }}
        >
          <EmailForm
            now={means?.email ?? ''}
            verified={means?.emailVerified === true}
            proof={proof}
            typed={typed}
            errors={errors}
            action={href(path)}
            signIn={href(withBack(signInPath, path))}
          />
        </AccountPage>
      ),
    },
    errors,
  );
}

/** The page, or the way to the second factor where the session is without the one that the account has. */
const orFactor = (result: HtmlResult | undefined): PageResult =>
  result ?? goOn(withBack(secondFactorPath, path));

async function takeAddress(request: FormRequest): Promise<PageResult> {
  const { form, page } = request;
  const { t } = page;
  const typed = form.text('email');
  const again = (field: string, message: string) => emailPage(request, typed, [{ field, message }]);
  const checked = checkForm(z.object({ email: emailField(t), currentPassword: passwordField() }), form);
  if (!checked.ok) return orFactor(await emailPage(request, typed, checked.errors));
  const { email, currentPassword: password } = checked.input;
  const outcome = await askForAddress(request, personOf(request), { email, password });
  switch (outcome.kind) {
    case 'sent':
      return goOn(`${path}?hecho=enviado`);
    case 'same':
      return orFactor(await again('email', t('accounts:email.same')));
    case 'password':
      return orFactor(await again('currentPassword', t('accounts:faults.password.current')));
    case 'wait': {
      const message = t('accounts:faults.lettersWait', { count: minutes(outcome.seconds) });
      const result = await again('email', message);
      return result ? waitResult(result, request, outcome.seconds) : orFactor(result);
    }
    default:
      return orFactor(await emailPage(request, typed));
  }
}

async function confirmPage(request: PageRequest): Promise<PageResult> {
  const { t, href } = request.page;
  const token = tokenOf(request);
  if (!(await waitingLink(request.services, 'email', token))) return voidLink(request, ['email', 'enter']);
  const title = t('accounts:email.confirmTitle');
  const lead = t('accounts:email.confirmLead');
  const button = t('accounts:email.confirmSend');
  return accountResult({
    title,
    description: lead,
    main: <OpenLink title={title} lead={lead} button={button} token={token} action={href(confirmPath)} />,
  });
}

async function takeConfirmation(request: FormRequest): Promise<PageResult> {
  const { t, href } = request.page;
  if (!(await confirmAddress(request, tokenOf(request)))) return voidLink(request, ['email', 'enter']);
  const title = t('accounts:email.changedTitle');
  return accountResult({
    title,
    description: t('accounts:email.changed'),
    main: (
      <Band>
        <PageHeading title={title} lead={t('accounts:email.changed')} />
        <NextSteps
          items={[
            { title: t('accounts:account.title'), text: t('accounts:account.lead'), href: href(accountPath) },
          ]}
        />
      </Band>
    ),
  });
}

const letters = { name: 'letters', burst: 20, periodSeconds: 3600 };
const links = { name: 'email-link', burst: 60, periodSeconds: 600 };

export const emailPages: readonly PageRoute[] = [
  {
    ...{ path, access: 'accounts.own', cache: 'none' },
    handle: async (request) => orFactor(await emailPage(request)),
  },
  { path: confirmPath, access: 'public', cache: 'none', personal: true, handle: confirmPage },
];

export const emailForms: readonly FormRoute[] = [
  { path, access: 'accounts.own', limit: letters, handle: takeAddress },
  { path: confirmPath, access: 'public', limit: links, handle: takeConfirmation },
];
