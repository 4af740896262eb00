import { z } from 'zod';
import { signInPath } from '#platform/access/addresses.ts';
import { checkForm } from '#platform/http/form-data.ts';
import type { HtmlResult, PageResult } from '#platform/http/results.ts';
import type { FormRequest, FormRoute, PageRequest, PageRoute } from '#platform/module.ts';
import type { FieldError } from '#platform/ui/index.ts';
import { waitingLink } from '../actions/letter-links.ts';
import { signOut } from '../actions/own-account.ts';
import { sendSignInLink, signInByLink, signInByPassword } from '../actions/sign-in.ts';
import { OpenLink, SignInPage } from '../views/sign-in.tsx';
import { signInScripts } from '../views/sign-in-ways.tsx';
import { emailField, passwordField, tokenOf } from './fields.ts';
import { goOn, wantedAddress } from './own.ts';
import { accountResult, letterSent, minutes, signedIn, voidLink, waitResult } from './results.tsx';

const linkPath = '/entrar/enlace';
const letterPath = '/entrar/carta';

/** Which of the two forms of the page was sent, and what was wrong with it. */
interface Sent {
  form: 'password' | 'link';
  email: string;
  errors: readonly FieldError[];
}

function signInPage(request: PageRequest, sent?: Sent): HtmlResult {
  const { page, query, subject } = request;
  const { t } = page;
  const done = { contrasena: t('accounts:signIn.done.contrasena'), salida: t('accounts:signIn.done.salida') };
  const key = query.get('hecho') ?? '';
  return {
    ...accountResult(
      {
        title: t('accounts:signIn.title'),
        description: t('accounts:signIn.lead'),
        main: (
          <SignInPage
            request={request}
            back={backOf(request)}
            sent={sent}
            done={key === 'contrasena' || key === 'salida' ? done[key] : undefined}
            already={subject.kind === 'person'}
          />
        ),
      },
      sent?.errors,
    ),
    indexed: query.size === 0 && sent === undefined,
    scripts: signInScripts(request.services.config),
  };
}

function backOf(request: PageRequest & Partial<Pick<FormRequest, 'form'>>): string | undefined {
  return wantedAddress(request.form?.text('volver') || request.query.get('volver'));
}

async function takePassword(request: FormRequest): Promise<PageResult> {
  const { form, page } = request;
  const { t } = page;
  const email = form.text('email');
  const again = (errors: readonly FieldError[]) => signInPage(request, { form: 'password', email, errors });
  const checked = checkForm(z.object({ email: emailField(t), password: passwordField() }), form);
  if (!checked.ok) return again(checked.errors);
  if (checked.input.password === '')
    return again([{ field: 'password', message: t('accounts:faults.password.missing') }]);
  const outcome = await signInByPassword(request, checked.input);
  switch (outcome.kind) {
    case 'wrong':
      return again([{ field: 'email', message: t('accounts:signIn.wrong') }]);
    case 'unconfirmed':
      return again([{ field: '', message: t('accounts:signIn.unconfirmed') }]);
    case 'wait': {
      const wait = t('accounts:faults.wait', { count: minutes(outcome.seconds) });
      const result = again([{ field: '', message: `${wait} ${t('accounts:signIn.waitLink')}` }]);
      return waitResult(result, request, outcome.seconds);
    }
    default:
      return signedIn(outcome.kind, backOf(request));
  }
}

async function takeLinkWish(request: FormRequest): Promise<PageResult> {
  const { form, page } = request;
  const { t } = page;
  const email = form.text('linkEmail');
  const again = (message: string) =>
    signInPage(request, { form: 'link', email, errors: [{ field: 'linkEmail', message }] });
  const checked = checkForm(z.object({ linkEmail: emailField(t) }), form);
  if (!checked.ok) return again(checked.errors[0]?.message ?? '');
  const outcome = await sendSignInLink(request, checked.input.linkEmail, backOf(request));
  if (outcome.done) return goOn(letterPath);
  const message = t('accounts:faults.lettersWait', { count: minutes(outcome.seconds) });
  return waitResult(again(message), request, outcome.seconds);
}

function letterPage(request: PageRequest): HtmlResult {
  const { t } = request.page;
  return letterSent(request, {
    title: t('accounts:signIn.linkTitle'),
    texts: [t('accounts:signIn.linkSent')],
    again: signInPath,
  });
}

async function linkPage(request: PageRequest): Promise<PageResult> {
  const { page, services } = request;
  const { t, href } = page;
  const token = tokenOf(request);
  if (!(await waitingLink(services, 'sign-in', token))) return voidLink(request, ['enter']);
  const title = t('accounts:signIn.openTitle');
  const lead = t('accounts:signIn.openLead');
  return accountResult({
    title,
    description: lead,
    main: (
      <OpenLink
        title={title}
        lead={lead}
        button={t('accounts:signIn.send')}
        token={token}
        action={href(linkPath)}
      />
    ),
  });
}

async function takeLink(request: FormRequest): Promise<PageResult> {
  const outcome = await signInByLink(request, tokenOf(request));
  if (outcome.kind === 'void') return voidLink(request, ['enter']);
  return signedIn(outcome.kind, wantedAddress(outcome.back));
}

async function takeSignOut(request: FormRequest): Promise<PageResult> {
  await signOut(request);
  return goOn(`${signInPath}?hecho=salida`);
}

const passwords = { name: 'sign-in', burst: 60, periodSeconds: 600 };
const letters = { name: 'letters', burst: 20, periodSeconds: 3600 };
const links = { name: 'sign-in-link', burst: 60, periodSeconds: 600 };

export const signInPages: readonly PageRoute[] = [
  {
    ...{ path: signInPath, access: 'public', cache: 'none', personal: true },
    handle: (request) => signInPage(request),
  },
  { path: letterPath, access: 'public', cache: 'data', handle: letterPage },
  { path: linkPath, access: 'public', cache: 'none', personal: true, handle: linkPage },
];

export const signInForms: readonly FormRoute[] = [
  { path: signInPath, access: 'public', limit: passwords, handle: takePassword },
  { path: letterPath, access: 'public', limit: letters, handle: takeLinkWish },
  { path: linkPath, access: 'public', limit: links, handle: takeLink },
  { path: '/salir', access: 'public', handle: takeSignOut },
];
