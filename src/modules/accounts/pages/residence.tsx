import { z } from 'zod';
import { isClave, listMunicipalities, listStates, stateName } from '#modules/territory/index.ts';
import { personOf } from '#platform/access/access.ts';
import { checkForm } from '#platform/http/form-data.ts';
import type { HtmlResult, PageResult } from '#platform/http/results.ts';
import type { Translate } from '#platform/i18n/i18n.ts';
import type { FormRequest, FormRoute, PageRequest, PageRoute } from '#platform/module.ts';
import type { FieldError } from '#platform/ui/index.ts';
import { declareResidence } from '../actions/residence.ts';
import { mayChange, nextChange } from '../rules/residence.ts';
import { findIdentity } from '../store/identity.ts';
import { findResidence } from '../store/residence.ts';
import { AccountPage } from '../views/account-page.tsx';
import {
  CurrentResidence,
  MunicipalityForm,
  type ResidenceFacts,
  ResidenceRules,
  StateForm,
} from '../views/residence.tsx';

const path = '/cuenta/residencia';

/** What the page knows of the person's residence. */
async function factsOf(request: PageRequest): Promise<ResidenceFacts> {
  const { services, page } = request;
  const { orm, config } = services;
  const { id } = personOf(request);
  const residence = await findResidence(orm, id);
  const identity = await findIdentity(orm, id);
  const states = (await listStates(orm)).filter(({ clave }) => clave !== '00');
  const state = states.find(({ clave }) => clave === residence?.state);
  const municipalities = residence ? await listMunicipalities(orm, residence.state) : [];
  return {
    current: residence && {
      state: state ? stateName(page.t, state) : residence.state,
      municipality:
        municipalities.find(({ clave }) => clave === residence.municipality)?.name ?? residence.municipality,
      source: residence.source,
      since: residence.declaredAt,
    },
    verifiedByCensus: identity?.provider === 'census',
    changeable: mayChange(residence?.declaredAt, services.now(), config.residenceWaitDays),
    from: residence && nextChange(residence.declaredAt, config.residenceWaitDays),
    waitDays: config.residenceWaitDays,
    states,
  };
}

interface Asked {
  state?: string;
  values?: Readonly<Record<string, string | readonly string[] | undefined>>;
  errors?: readonly FieldError[];
  status?: HtmlResult['status'];
}

async function residencePage(request: PageRequest, asked: Asked): Promise<HtmlResult> {
  const { t } = request.page;
  const facts = await factsOf(request);
  const state = facts.states.find(({ clave }) => clave === asked.state);
  const municipalities = state ? await listMunicipalities(request.services.orm, state.clave) : [];
  const { errors = [], values = {} } = asked;
  return {
    kind: 'html',
    status: asked.status ?? 200,
    failed: errors.length > 0,
    title: t('identity:residence.title'),
    description: t('identity:residence.lead'),
    indexed: false,
    main: (
      <AccountPage
        request={request}
        title={t('identity:residence.title')}
        lead={t('identity:residence.lead')}
        done={{
          residencia: t('identity:residence.done.changed'),
          igual: t('identity:residence.done.same'),
        }}
      >
        <CurrentResidence facts={facts} />
        {facts.changeable ? (
          state ? (
            <MunicipalityForm state={state} municipalities={municipalities} values={values} errors={errors} />
          ) : (
            <StateForm facts={facts} errors={errors} />
          )
        ) : null}
        <ResidenceRules facts={facts} />
      </AccountPage>
    ),
  };
}

const residence: PageRoute = {
  path,
  access: 'accounts.own',
  cache: 'none',
  handle(request) {
    const { t, query } = request.page;
    const state = query.get('estado') ?? '';
    if (state === '') {
      // The form of the first step was sent without a choice.
      const errors = query.has('estado')
        ? [{ field: 'estado', message: t('identity:residence.noState') }]
        : [];
      return residencePage(request, { errors });
    }
    if (isClave(state) && state !== '00') return residencePage(request, { state });
    return residencePage(request, {
      status: 400,
      errors: [{ field: 'estado', message: t('identity:residence.unknownState') }],
    });
  },
};

const schema = (t: Translate) =>
  z.object({
    estado: z
      .string()
      .refine((clave) => isClave(clave) && clave !== '00', t('identity:residence.unknownState')),
    municipio: z.string().regex(/^\d{5}$/, t('identity:residence.noMunicipality')),
  });

async function declare(request: FormRequest): Promise<PageResult> {
  const { page, form, services } = request;
  const { t, format } = page;
  const state = form.text('estado');
  const values = form.values();
  const failed = (errors: readonly FieldError[], status: HtmlResult['status'] = 422) =>
    residencePage(request, { state, values, errors, status });
  const checked = checkForm(schema(t), form);
  if (!checked.ok) return failed(checked.errors);
  const { estado, municipio } = checked.input;
  const outcome = await declareResidence(services, personOf(request), {
    state: estado,
    municipality: municipio,
  });
  if (outcome.done) {
    return {
      kind: 'redirect',
      status: 303,
      path: `${path}?hecho=${outcome.changed ? 'residencia' : 'igual'}`,
    };
  }
  if (outcome.fault === 'waiting') {
    const message = t('identity:residence.waiting', { date: format.date(outcome.from) });
    return failed([{ field: '', message }], 409);
  }
  return failed([{ field: 'municipio', message: t('identity:residence.noMunicipality') }]);
}

export const residencePages: readonly PageRoute[] = [residence];
export const residenceForms: readonly FormRoute[] = [
  {
    path,
    access: 'accounts.own',
    limit: { name: 'residence', burst: 30, periodSeconds: 3600 },
    handle: declare,
  },
];
