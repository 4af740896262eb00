import { personOf } from '#platform/access/access.ts';
import { secondFactorPath } from '#platform/access/addresses.ts';
import type { PageResult } from '#platform/http/results.ts';
import type { FormRequest, PageRequest } from '#platform/module.ts';
import { Button, type FieldError, Form } from '#platform/ui/index.ts';
import { renewRecoveryCodes } from '../../actions/second-factor.ts';
import { findSignInMeans } from '../../store/factors.ts';
import { AccountPage } from '../../views/account-page.tsx';
import { CodeField, CurrentPasswordField } from '../../views/code-field.tsx';
import { goOn, ownForm } from '../own.ts';
import { accountResult } from '../results.tsx';
import { codesPath } from './addresses.ts';
import { codeError, passwordError } from './faults.ts';
import { codesShown } from './set-up.tsx';

/** `/cuenta/segundo-factor/codigos`: new recovery codes in place of the old ones. */
export async function codesPage(request: PageRequest): Promise<PageResult> {
  return renewal(request, []);
}

export async function codesForm(asked: FormRequest): Promise<PageResult> {
  const { form, page } = asked;
  const proof = { password: form.text('currentPassword'), code: form.text('code') };
  const outcome = await renewRecoveryCodes(ownForm(asked), proof);
  if ('codes' in outcome) return codesShown(asked, page.t('factors:codes.renewed'), outcome.codes, undefined);
  const { fault } = outcome;
  return renewal(asked, [fault === 'password' ? passwordError(page.t) : codeError(page.t, fault)]);
}

async function renewal(request: PageRequest, errors: readonly FieldError[]): Promise<PageResult> {
  const { page, services } = request;
  const { t, href } = page;
  const person = personOf(request);
  const means = await findSignInMeans(services.orm, person.id);
  if (!means?.secondFactor || !person.secondFactor) return goOn(secondFactorPath);
  return accountResult(
    {
      title: t('factors:renew.title'),
      description: t('factors:renew.lead'),
      main: (
        <AccountPage request={request} title={t('factors:renew.title')} lead={t('factors:renew.lead')}>
          <Form action={href(codesPath)} errors={errors}>
            {means.password ? <CurrentPasswordField /> : <CodeField recovery={true} />}
            <Button>{t('factors:renew.send')}</Button>
          </Form>
        </AccountPage>
      ),
    },
    errors,
  );
}
