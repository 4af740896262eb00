import { z } from 'zod';
import { signInPath } from '#platform/access/addresses.ts';
import { checkForm } from '#platform/http/form-data.ts';
import type { HtmlResult, PageResult } from '#platform/http/results.ts';
import type { FormRequest, FormRoute, PageRequest, PageRoute } from '#platform/module.ts';
import type { FieldError, FormValues } from '#platform/ui/index.ts';
import { waitingLink } from '../actions/letter-links.ts';
import { faultOfPassword } from '../actions/new-password.ts';
import { confirmSignUp, signUp } from '../actions/sign-up.ts';
import { ConfirmForm, SignUpForm } from '../views/sign-up.tsx';
import {
  emailField,
  nameField,
  passwordError,
  passwordField,
  privacyField,
  secret,
  tokenOf,
} from './fields.ts';
import { goOn, wantedAddress, withBack } from './own.ts';
import { accountResult, letterSent, minutes, signedIn, voidLink, waitResult } from './results.tsx';

const signUpPath = '/registro';
const sentPath = '/registro/carta';
const confirmPath = '/confirmar';

function signUpPage(
  { page, query }: PageRequest,
  values: FormValues = {},
  errors: readonly FieldError[] = [],
): HtmlResult {
  const { t, href } = page;
  const back = wantedAddress(query.get('volver')) ?? wantedAddress(String(values.volver ?? ''));
  return {
    ...accountResult(
      {
        title: t('accounts:signUp.title'),
        description: t('accounts:signUp.lead'),
        main: (
          <SignUpForm
            values={values}
            errors={errors}
            back={back}
            enter={href(withBack(signInPath, back))}
            action={href(signUpPath)}
          />
        ),
      },
      errors,
    ),
    indexed: errors.length === 0,
  };
}

async function takeSignUp(request: FormRequest): Promise<PageResult> {
  const { form, page } = request;
  const { t } = page;
  const schema = z.object({
    ...{ name: nameField(t), email: emailField(t), password: passwordField() },
    privacidad: privacyField(t),
  });
  const checked = checkForm(schema, form);
  const errors = checked.ok ? [] : checked.errors;
  const own = [form.text('name'), form.text('email')];
  const fault = await faultOfPassword(form.text('password'), own);
  const all = fault ? [...errors, passwordError(t, 'password', fault)] : errors;
  if (!checked.ok || fault) return signUpPage(request, form.values(secret), inOrder(all));
  const { name, email, password } = checked.input;
  const outcome = await signUp(request, { name, email, password, back: wantedAddress(form.text('volver')) });
  if (outcome.done) return goOn(sentPath);
  const message = t('accounts:faults.lettersWait', { count: minutes(outcome.seconds) });
  return waitResult(
    signUpPage(request, form.values(secret), [{ field: 'email', message }]),
    request,
    outcome.seconds,
  );
}

/** Errors in the order of the fields. */
function inOrder(errors: readonly FieldError[]): FieldError[] {
  const fields = ['name', 'email', 'password', 'privacidad'];
  return [...errors].sort((a, b) => fields.indexOf(a.field) - fields.indexOf(b.field));
}

function sentPage(request: PageRequest): HtmlResult {
  const { t } = request.page;
  return letterSent(request, {
    title: t('accounts:signUp.letterTitle'),
    texts: [t('accounts:signUp.letter'), t('accounts:signUp.letterKnown')],
    again: signUpPath,
  });
}

function confirmation({ page }: PageRequest, token: string, errors: readonly FieldError[]): HtmlResult {
  const { t, href } = page;
  return accountResult(
    {
      title: t('accounts:confirm.title'),
      description: t('accounts:confirm.lead'),
      main: <ConfirmForm token={token} errors={errors} action={href(confirmPath)} again={href(signUpPath)} />,
    },
    errors,
  );
}

async function confirmPage(request: PageRequest): Promise<PageResult> {
  const token = tokenOf(request);
  const link = await waitingLink(request.services, 'sign-up', token);
  return link ? confirmation(request, token, []) : voidLink(request, ['enter', 'signUp']);
}

async function takeConfirmation(request: FormRequest): Promise<PageResult> {
  const { form, page } = request;
  const { t } = page;
  const token = tokenOf(request);
  const outcome = await confirmSignUp(request, token, form.text('password'));
  switch (outcome.kind) {
    case 'void':
      return voidLink(request, ['enter', 'signUp']);
    case 'wrong':
      return confirmation(request, token, [{ field: 'password', message: t('accounts:confirm.wrong') }]);
    case 'wait': {
      const message = t('accounts:faults.wait', { count: minutes(outcome.seconds) });
      return waitResult(
        confirmation(request, token, [{ field: 'password', message }]),
        request,
        outcome.seconds,
      );
    }
    default:
      return signedIn(outcome.kind, wantedAddress(outcome.back) ?? '/cuenta?hecho=bienvenida');
  }
}

const signUps = { name: 'sign-up', burst: 20, periodSeconds: 3600 };
const confirmations = { name: 'confirm', burst: 60, periodSeconds: 3600 };

export const signUpPages: readonly PageRoute[] = [
  { path: signUpPath, access: 'public', cache: 'none', handle: (request) => signUpPage(request) },
  { path: sentPath, access: 'public', cache: 'data', handle: sentPage },
  { path: confirmPath, access: 'public', cache: 'none', personal: true, handle: confirmPage },
];

export const signUpForms: readonly FormRoute[] = [
  { path: signUpPath, access: 'public', limit: signUps, handle: takeSignUp },
  { path: confirmPath, access: 'public', limit: confirmations, handle: takeConfirmation },
];
