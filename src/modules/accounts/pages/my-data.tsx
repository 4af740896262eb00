import { personOf } from '#platform/access/access.ts';
import { secondFactorPath } from '#platform/access/addresses.ts';
import { isSecure } from '#platform/config/config.ts';
import { cookieHeader } from '#platform/http/cookies.ts';
import type { HtmlResult, PageResult } from '#platform/http/results.ts';
import type { FormRequest, FormRoute, PageRequest, PageRoute } from '#platform/module.ts';
import { Band, type FieldError, NextSteps, PageHeading } from '#platform/ui/index.ts';
import { askForErasure, type ErasureProof, eraseAccount } from '../actions/erase.ts';
import { exportPersonalData } from '../actions/export.ts';
import { isPassword, proofNeeded } from '../actions/proof.ts';
import { findSignInMeans } from '../store/factors.ts';
import { countActsByKind } from '../store/personal-data.ts';
import { AccountPage } from '../views/account-page.tsx';
import { type ErasureFacts, ErasureForm, Rights, WhatGoes, WhatStays } from '../views/my-data.tsx';
import { ownForm } from './own.ts';

const path = '/cuenta/datos';
const erasePath = '/cuenta/datos/borrar';

const own = { access: 'accounts.own', cache: 'none' } as const;

const myData: PageRoute = {
  ...own,
  path,
  handle(request) {
    const { t } = request.page;
    return {
      kind: 'html',
      title: t('identity:data.title'),
      description: t('identity:data.lead'),
      indexed: false,
      main: (
        <AccountPage request={request} title={t('identity:data.title')} lead={t('identity:data.lead')}>
          <Rights />
        </AccountPage>
      ),
    };
  },
};

const download: PageRoute = {
  ...own,
  path: '/cuenta/datos/descarga.json',
  limit: { name: 'personal-data', burst: 10, periodSeconds: 3600 },
  async handle(request) {
    const data = await exportPersonalData(request.services, request.modules, personOf(request));
    return { kind: 'json', data, filename: 'tequio-mis-datos.json' };
  },
};

/** What the person is told before they confirm: how many public acts of which kind stay. */
async function factsOf(request: PageRequest, link: string): Promise<ErasureFacts> {
  const { services, modules, page } = request;
  const person = personOf(request);
  const kinds = new Map(
    modules.flatMap(({ ledgerKinds = [] }) => ledgerKinds).map(({ kind, name }) => [kind, name(page.t)]),
  );
  const acts = await countActsByKind(services.orm, person.id);
  const means = await findSignInMeans(services.orm, person.id);
  return {
    email: means?.email ?? '',
    password: means?.password ?? false,
    link,
    acts: [...acts].map(([kind, count]) => ({ name: kinds.get(kind) ?? kind, count })),
    grants: person.grants.length,
    verified: person.assurance === 2,
  };
}

async function erasePage(
  request: PageRequest,
  { errors = [], link = '', sent = false }: { errors?: readonly FieldError[]; link?: string; sent?: boolean },
): Promise<PageResult> {
  const { t } = request.page;
  const wayThere = await wayToSecondFactor(request);
  if (wayThere) return wayThere;
  const facts = await factsOf(request, link);
  const result: HtmlResult = {
    kind: 'html',
    status: errors.length > 0 ? 422 : 200,
    failed: errors.length > 0,
    title: t('identity:erase.title'),
    description: t('identity:erase.lead'),
    indexed: false,
    main: (
      <AccountPage
        request={request}
        title={t('identity:erase.title')}
        lead={t('identity:erase.lead')}
        done={{ enlace: t('identity:erase.sent', { email: facts.email }) }}
      >
        <WhatGoes />
        <WhatStays facts={facts} />
        <ErasureForm facts={facts} errors={errors} sent={sent} />
      </AccountPage>
    ),
  };
  return result;
}

/** Who has a second factor gives it before they erase their account. */
async function wayToSecondFactor(request: PageRequest): Promise<PageResult | undefined> {
  const { services } = request;
  if ((await proofNeeded({ services, person: personOf(request) })) !== 'second-factor') return undefined;
  const back = encodeURIComponent(request.page.path + (request.query.size > 0 ? `?${request.query}` : ''));
  return { kind: 'redirect', status: 303, path: `${secondFactorPath}?volver=${back}` };
}

const erasure: PageRoute = {
  ...own,
  path: erasePath,
  handle: (request) =>
    erasePage(request, {
      link: request.query.get('enlace') ?? '',
      sent: request.query.get('hecho') === 'enlace',
    }),
};

/** What a form shows of who sent it, or what is wrong with it. */
async function proofOf(request: FormRequest): Promise<ErasureProof | FieldError> {
  const { form, page, services } = request;
  const means = await findSignInMeans(services.orm, personOf(request).id);
  if (!means?.password) return { link: form.text('enlace') };
  const password = form.text('password');
  if (password === '') return { field: 'password', message: page.t('identity:erase.noPassword') };
  return (await isPassword(ownForm(request), password))
    ? 'password'
    : { field: 'password', message: page.t('identity:erase.wrongPassword') };
}

async function erase(request: FormRequest): Promise<PageResult> {
  const { services, modules, page, answer } = request;
  const wayThere = await wayToSecondFactor(request);
  if (wayThere) return wayThere;
  const proof = await proofOf(request);
  if (typeof proof === 'object' && 'field' in proof) return erasePage(request, { errors: [proof] });
  if (!(await eraseAccount(services, modules, personOf(request), proof))) {
    return erasePage(request, { errors: [{ field: '', message: page.t('identity:erase.deadLink') }] });
  }
  answer.append('set-cookie', cookieHeader('session', '', isSecure(services.config), 0));
  return { kind: 'redirect', status: 303, path: '/cuenta/borrada' };
}

async function askForLink(request: FormRequest): Promise<PageResult> {
  const wayThere = await wayToSecondFactor(request);
  if (wayThere) return wayThere;
  await askForErasure(request.services, personOf(request));
  return { kind: 'redirect', status: 303, path: `${erasePath}?hecho=enlace` };
}

const erased: PageRoute = {
  path: '/cuenta/borrada',
  access: 'public',
  cache: 'none',
  handle({ page: { t, href } }) {
    return {
      kind: 'html',
      title: t('identity:erased.title'),
      description: t('identity:erased.lead'),
      indexed: false,
      main: (
        <Band>
          <PageHeading title={t('identity:erased.title')} lead={t('identity:erased.lead')} />
          <p>{t('identity:erased.text')}</p>
          <NextSteps
            items={[
              { title: t('identity:erased.home'), text: t('identity:erased.homeText'), href: href('/') },
              {
                title: t('identity:erased.ledger'),
                text: t('identity:erased.ledgerText'),
                href: href('/bitacora'),
              },
            ]}
          />
        </Band>
      ),
    };
  },
};

export const myDataPages: readonly PageRoute[] = [myData, download, erasure, erased];
export const myDataForms: readonly FormRoute[] = [
  {
    path: erasePath,
    access: 'accounts.own',
    limit: { name: 'erase', burst: 20, periodSeconds: 3600 },
    handle: erase,
  },
  {
    path: '/cuenta/datos/borrar/enlace',
    access: 'accounts.own',
    limit: { name: 'erase-link', burst: 10, periodSeconds: 3600 },
    handle: askForLink,
  },
];
