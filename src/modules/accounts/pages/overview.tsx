import { z } from 'zod';
import { personOf } from '#platform/access/access.ts';
import { accountPath } from '#platform/access/addresses.ts';
import { checkForm } from '#platform/http/form-data.ts';
import type { PageResult } from '#platform/http/results.ts';
import type { FormRequest, FormRoute, PageRequest, PageRoute } from '#platform/module.ts';
import { Button, type FieldError, Form, type FormValues, RadiosField } from '#platform/ui/index.ts';
import { rename } from '../actions/own-account.ts';
import { findAccountById } from '../store/own-account.ts';
import { NameField } from '../views/account-fields.tsx';
import { AccountPage } from '../views/account-page.tsx';
import { Overview } from '../views/overview.tsx';
import { accountSectionsOf } from '../views/sections.ts';
import { langField, nameField } from './fields.ts';
import { goOn } from './own.ts';
import { accountResult } from './results.tsx';

const namePath = `${accountPath}/nombre` as const;

async function overviewPage(request: PageRequest): Promise<PageResult> {
  const { page, services } = request;
  const { t, href } = page;
  const person = personOf(request);
  const account = await findAccountById(services.orm, person.id);
  if (!account) return goOn('/');
  const title = t('accounts:account.title');
  const lead = t('accounts:account.lead');
  return accountResult({
    title,
    description: lead,
    main: (
      <AccountPage
        request={request}
        title={title}
        lead={lead}
        done={{
          nombre: t('accounts:account.done.nombre'),
          bienvenida: t('accounts:account.done.bienvenida'),
        }}
      >
        <Overview
          account={account}
          name={href(namePath)}
          signOut={href('/salir')}
          sections={accountSectionsOf(services.config)}
          staff={person.grants.length > 0}
        />
      </AccountPage>
    ),
  });
}

async function namePage(
  request: PageRequest,
  values?: FormValues,
  errors: readonly FieldError[] = [],
): Promise<PageResult> {
  const { page, services } = request;
  const { t, href } = page;
  const account = await findAccountById(services.orm, personOf(request).id);
  if (!account) return goOn('/');
  const title = t('accounts:name.title');
  const lead = t('accounts:name.lead');
  return accountResult(
    {
      title,
      description: lead,
      main: (
        <AccountPage request={request} title={title} lead={lead}>
          <Form
            action={href(namePath)}
            values={values ?? { name: account.name, lang: account.lang }}
            errors={errors}
          >
            <NameField />
            <RadiosField
              name="lang"
              label={t('accounts:fields.lang')}
              inline
              choices={[
                { value: 'es-MX', label: t('accounts:fields.es') },
                { value: 'en', label: t('accounts:fields.en') },
              ]}
            />
            <Button>{t('accounts:name.save')}</Button>
          </Form>
        </AccountPage>
      ),
    },
    errors,
  );
}

async function takeName(request: FormRequest): Promise<PageResult> {
  const { form, page, services } = request;
  const { t } = page;
  const checked = checkForm(z.object({ name: nameField(t), lang: langField(t) }), form);
  if (!checked.ok) return namePage(request, form.values(), checked.errors);
  const { name, lang } = checked.input;
  await rename(services, personOf(request), name, lang);
  return goOn(`${accountPath}?hecho=nombre`);
}

export const overviewPages: readonly PageRoute[] = [
  { path: accountPath, access: 'accounts.own', cache: 'none', handle: overviewPage },
  { path: namePath, access: 'accounts.own', cache: 'none', handle: (request) => namePage(request) },
];

export const overviewForms: readonly FormRoute[] = [
  { path: namePath, access: 'accounts.own', handle: takeName },
];
