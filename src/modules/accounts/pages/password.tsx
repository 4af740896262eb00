import { personOf } from '#platform/access/access.ts';
import { accountPath, secondFactorPath, signInPath } from '#platform/access/addresses.ts';
import type { PageResult } from '#platform/http/results.ts';
import { rich } from '#platform/i18n/rich.tsx';
import type { FormRequest, FormRoute, PageRequest, PageRoute } from '#platform/module.ts';
import { Button, type FieldError, Form, Notice } from '#platform/ui/index.ts';
import { changePassword } from '../actions/password.ts';
import { proofNeeded } from '../actions/proof.ts';
import { findSignInMeans } from '../store/factors.ts';
import { AccountPage } from '../views/account-page.tsx';
import { NewPasswordField, PasswordField } from '../views/password-fields.tsx';
import { goOn, withBack } from './own.ts';
import { accountResult } from './results.tsx';

const path = `${accountPath}/contrasena` as const;

async function passwordPage(request: PageRequest, errors: readonly FieldError[] = []): Promise<PageResult> {
  const { page, services } = request;
  const { t, href } = page;
  const person = personOf(request);
  const proof = await proofNeeded({ services, person });
  if (proof === 'second-factor') return goOn(withBack(secondFactorPath, path));
  const means = await findSignInMeans(services.orm, person.id);
  const has = means?.password === true;
  const lead = t(has ? 'accounts:password.lead' : 'accounts:password.leadNone');
  return accountResult(
    {
      title: t('accounts:password.title'),
      description: lead,
      main: (
        <AccountPage
          request={request}
          title={t('accounts:password.title')}
          lead={lead}
          done={{ contrasena: t('accounts:password.done') }}
        >
          {!has && proof === 'sign-in' ? (
            <Notice>
              <p>{t('accounts:password.signInFirst')}</p>
              <p>
                <a href={href(withBack(signInPath, path))}>{t('accounts:void.enter')}</a>
              </p>
            </Notice>
          ) : (
            <Form action={href(path)} errors={errors}>
              {has ? <PasswordField name="currentPassword" /> : null}
              <NewPasswordField />
              <Button>{t('accounts:password.save')}</Button>
            </Form>
          )}
          {has ? (
            <p>
              {rich(t('accounts:password.forgot'), {
                link: (text) => <a href={href('/recuperar')}>{text}</a>,
              })}
            </p>
          ) : null}
        </AccountPage>
      ),
    },
    errors,
  );
}

async function takePassword(request: FormRequest): Promise<PageResult> {
  const { form, page } = request;
  const fault = await changePassword(request, personOf(request), {
    current: form.text('currentPassword'),
    password: form.text('newPassword'),
  });
  if (fault === undefined) return goOn(`${path}?hecho=contrasena`);
  if (fault === 'sign-in' || fault === 'second-factor') return passwordPage(request);
  const field = fault === 'current' ? 'currentPassword' : 'newPassword';
  return passwordPage(request, [{ field, message: page.t(`accounts:faults.password.${fault}`) }]);
}

export const passwordPages: readonly PageRoute[] = [
  { path, access: 'accounts.own', cache: 'none', handle: (request) => passwordPage(request) },
];

export const passwordForms: readonly FormRoute[] = [{ path, access: 'accounts.own', handle: takePassword }];
