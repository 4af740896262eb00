import { personOf } from '#platform/access/access.ts';
import { secondFactorPath } from '#platform/access/addresses.ts';
import type { PageResult } from '#platform/http/results.ts';
import type { FormRequest, PageRequest } from '#platform/module.ts';
import { Button, type FieldError, Form, Notice } from '#platform/ui/index.ts';
import { switchOff } from '../../actions/second-factor.ts';
import { findSignInMeans } from '../../store/factors.ts';
import { AccountPage } from '../../views/account-page.tsx';
import { CodeField, CurrentPasswordField } from '../../views/code-field.tsx';
import { goOn, ownForm } from '../own.ts';
import { accountResult } from '../results.tsx';
import { switchOffPath } from './addresses.ts';
import { codeError, passwordError } from './faults.ts';

/** `/cuenta/segundo-factor/quitar`: signing in with one factor again. Not for people with a role. */
export async function switchOffPage(request: PageRequest): Promise<PageResult> {
  return switchingOff(request, []);
}

export async function switchOffForm(asked: FormRequest): Promise<PageResult> {
  const { form, page } = asked;
  const proof = { password: form.text('currentPassword'), code: form.text('code') };
  const fault = await switchOff(ownForm(asked), proof);
  if (fault === undefined) return goOn(`${secondFactorPath}?hecho=quitado`);
  if (fault === 'obligatory')
    return switchingOff(asked, [{ field: '', message: page.t('factors:off.obligatory') }]);
  return switchingOff(asked, [fault === 'password' ? passwordError(page.t) : codeError(page.t, fault)]);
}

async function switchingOff(request: PageRequest, errors: readonly FieldError[]): Promise<PageResult> {
  const { page, services } = request;
  const { t, href } = page;
  const person = personOf(request);
  const means = await findSignInMeans(services.orm, person.id);
  if (!means?.secondFactor) return goOn(secondFactorPath);
  const obligatory = person.grants.length > 0;
  return accountResult(
    {
      title: t('factors:off.title'),
      description: t('factors:off.lead'),
      main: (
        <AccountPage request={request} title={t('factors:off.title')} lead={t('factors:off.lead')}>
          {obligatory ? (
            <Notice kind="warning">
              <p>{t('factors:off.obligatory')}</p>
            </Notice>
          ) : (
            <Form action={href(switchOffPath)} errors={errors}>
              {means.password ? <CurrentPasswordField /> : null}
              <CodeField recovery={true} />
              <Button kind="warning">{t('factors:off.send')}</Button>
            </Form>
          )}
        </AccountPage>
      ),
    },
    errors,
  );
}
