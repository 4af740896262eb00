import { z } from 'zod';
import { findMunicipality, listStates, stateName } from '#modules/territory/index.ts';
import { personOf } from '#platform/access/access.ts';
import { checkForm } from '#platform/http/form-data.ts';
import type { HtmlResult, PageResult } from '#platform/http/results.ts';
import type { Translate } from '#platform/i18n/i18n.ts';
import type { FormRequest, FormRoute, PageRequest, PageRoute } from '#platform/module.ts';
import type { FieldError } from '#platform/ui/index.ts';
import { verifyByCensus } from '../actions/identity.ts';
import { codeLength } from '../rules/census-code.ts';
import { readCurp } from '../rules/curp.ts';
import { isCensusInForce } from '../store/census.ts';
import { findIdentity } from '../store/identity.ts';
import { AccountPage } from '../views/account-page.tsx';
import { CensusForm, type IdentityFacts, Level, Levels, WhatIsKept } from '../views/identity.tsx';

const path = '/cuenta/identidad';

async function factsOf(request: PageRequest): Promise<IdentityFacts> {
  const { orm, config } = request.services;
  const person = personOf(request);
  const identity = await findIdentity(orm, person.id);
  const states = await listStates(orm);
  const state = states.find(({ clave }) => clave === person.state);
  const municipality = person.municipality ? await findMunicipality(orm, person.municipality) : undefined;
  return {
    level: person.assurance,
    identity: identity && {
      provider: identity.provider,
      since: identity.verifiedAt,
      entry: identity.entry,
    },
    census: await isCensusInForce(orm),
    residence:
      state && municipality ? `${municipality.name}, ${stateName(request.page.t, state)}` : undefined,
    signOn: config.oidc?.curpClaim === undefined ? undefined : config.oidc.name,
  };
}

async function identityPage(
  request: PageRequest,
  errors: readonly FieldError[],
  refused = false,
): Promise<HtmlResult> {
  const { t } = request.page;
  const facts = await factsOf(request);
  return {
    kind: 'html',
    status: errors.length > 0 ? 422 : 200,
    failed: errors.length > 0,
    title: t('identity:identity.title'),
    description: t('identity:identity.lead'),
    indexed: false,
    main: (
      <AccountPage
        request={request}
        title={t('identity:identity.title')}
        lead={t('identity:identity.lead')}
        done={{
          verificada: t('identity:identity.done.verified'),
          confirmada: t('identity:identity.done.confirmed'),
        }}
      >
        {errors.length > 0 ? null : <Level facts={facts} />}
        <CensusForm facts={facts} errors={errors} refused={refused} />
        <Levels own={facts.level} />
        <WhatIsKept />
      </AccountPage>
    ),
  };
}

const identity: PageRoute = {
  path,
  access: 'accounts.own',
  cache: 'none',
  handle: (request) => identityPage(request, []),
};

/** Which part of a CURP is wrong, in words that do not repeat it. */
function curpProblem(t: Translate, text: string, today: string): string | undefined {
  if (text.trim() === '') return t('identity:curp.empty');
  const read = readCurp(text, today);
  return read.ok ? undefined : t(`identity:curp.${read.part}`, { length: read.length });
}

const schema = (t: Translate, today: string) =>
  z.object({
    curp: z.string().superRefine((text, context) => {
      const message = curpProblem(t, text, today);
      if (message) context.addIssue({ code: 'custom', message });
    }),
    code: z.string().max(codeLength.max * 2, t('identity:identity.codeTooLong', { max: codeLength.max })),
  });

async function verify(request: FormRequest): Promise<PageResult> {
  const { page, form, services } = request;
  const { t } = page;
  const checked = checkForm(schema(t, services.now().toISOString().slice(0, 10)), form);
  if (!checked.ok) return identityPage(request, checked.errors);
  switch (await verifyByCensus(services, personOf(request), checked.input)) {
    case 'verified':
      return { kind: 'redirect', status: 303, path: `${path}?hecho=verificada` };
    case 'confirmed':
      return { kind: 'redirect', status: 303, path: `${path}?hecho=confirmada` };
    case 'refused':
      // One answer for every reason: it must not tell who is in the census, nor who has an account.
      return identityPage(request, [{ field: 'curp', message: t('identity:identity.refused') }], true);
  }
}

export const identityPages: readonly PageRoute[] = [identity];
export const identityForms: readonly FormRoute[] = [
  {
    path,
    access: 'accounts.own',
    // Many people at the counter of a municipality share one address; an account's own limit is narrower.
    limit: { name: 'identity-client', burst: 60, periodSeconds: 3600 },
    handle: verify,
  },
];
