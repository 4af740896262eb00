import type { Child } from 'hono/jsx';
import { z } from 'zod';
import { findPeople } from '#modules/accounts/index.ts';
import { readDay, startOfDay } from '#modules/ledger/index.ts';
import { forbidden, personOf } from '#platform/access/access.ts';
import { grantAction, type Office, officeRules, offices } from '#platform/access/roles.ts';
import { isId } from '#platform/database/identifier.ts';
import { checkForm } from '#platform/http/form-data.ts';
import type { PageResult } from '#platform/http/results.ts';
import type { Translate } from '#platform/i18n/i18n.ts';
import type { FormRequest, PageRequest } from '#platform/module.ts';
import {
  Button,
  Entries,
  type FieldError,
  Form,
  type FormValues,
  Notice,
  type Option,
  SelectField,
  TextField,
} from '#platform/ui/index.ts';
import { findPersonAction, type GiveOutcome, giveOffice } from '../../actions/grants.ts';
import { StaffPage } from '../../views/staff-page.tsx';
import { givePath, peoplePath, personPath } from '../addresses.ts';
import { placeOptions, readPlace } from './place.ts';

const longestYears = 10;

/** The last day of a grant as typed: the instant after which it holds no more. */
function lastDaySchema(t: Translate, now: Date) {
  return z
    .string()
    .trim()
    .transform((typed, context): Date | null => {
      if (typed === '') return null;
      const day = readDay(typed);
      const end = day && startOfDay(day, 1);
      const problem = !end
        ? t('administration:give.problem.date', { value: typed })
        : end <= now
          ? t('administration:give.problem.past')
          : day.year > now.getUTCFullYear() + longestYears
            ? t('administration:give.problem.far', { years: longestYears })
            : undefined;
      if (problem) context.addIssue({ code: 'custom', message: problem });
      return end ?? null;
    });
}

const giftSchema = (t: Translate, now: Date) =>
  z.object({
    correo: z
      .string()
      .trim()
      .min(1, t('administration:give.problem.noEmail'))
      .toLowerCase()
      .max(254, t('administration:give.problem.email'))
      .pipe(
        z
          .email(t('administration:give.problem.email'))
          .regex(/^[^@]{1,64}@/, t('administration:give.problem.email')),
      ),
    hasta: lastDaySchema(t, now),
  });

/** The offices that whoever asks may give somewhere. */
function givable({ services: { access }, subject }: PageRequest): Office[] {
  return offices.filter((office) => access.allows(subject, grantAction(office)));
}

/** The office that the address names; undefined where it names none. @throws Problem 403 for one that is not theirs to give */
function askedOffice(request: PageRequest): Office | undefined {
  const named = request.query.get('funcion');
  const office = offices.find((each) => each === named);
  if (office && !givable(request).includes(office)) throw forbidden();
  return office;
}

function pageResult(request: PageRequest, main: Child, more: Partial<PageResult & { kind: 'html' }> = {}) {
  const title = request.page.t('administration:give.title');
  return {
    kind: 'html',
    title,
    description: request.page.t('administration:give.lead'),
    indexed: false,
    ...more,
    main,
  } satisfies PageResult;
}

const above = ({ page: { t, href } }: PageRequest) => [
  { label: t('administration:people.title'), href: href(peoplePath) },
];

/** The first question: which role. */
function OfficeChoice({ request }: { request: PageRequest }) {
  const { page, query } = request;
  const { t, href } = page;
  const person = query.get('persona');
  const rest = person && isId(person) ? `&persona=${person}` : '';
  return (
    <StaffPage
      request={request}
      title={t('administration:give.title')}
      lead={t('administration:give.lead')}
      above={above(request)}
    >
      <Entries
        items={givable(request).map((office) => ({
          title: t(`administration:offices.${office}.name`),
          text: t(`administration:offices.${office}.text`),
          href: href(`${givePath}?funcion=${office}${rest}`),
        }))}
      />
    </StaffPage>
  );
}

interface GiftFormProps {
  request: PageRequest;
  office: Office;
  options: readonly Option[];
  /** The institutions that were perhaps meant. */
  choices?: readonly Option[] | undefined;
  values: FormValues;
  errors?: readonly FieldError[];
}

function PlaceField({ request: { page }, office, options, choices }: GiftFormProps) {
  const { t } = page;
  switch (officeRules[office].scope) {
    case 'state':
      return (
        <SelectField
          name="entidad"
          label={t('administration:give.state')}
          empty={t('administration:give.choose')}
          options={options}
        />
      );
    case 'edition':
      return (
        <SelectField
          name="edicion"
          label={t('administration:give.edition')}
          empty={t('administration:give.choose')}
          options={options}
        />
      );
    case 'institution':
      return (
        <>
          <TextField
            name="institucion"
            label={t('administration:give.institution')}
            hint={t('administration:give.institutionHint')}
            autocomplete="off"
          />
          {choices ? (
            <SelectField
              name="cual"
              label={t('administration:give.which')}
              empty={t('administration:give.noneOfThese')}
              options={choices}
            />
          ) : null}
        </>
      );
    case 'platform':
      return null;
  }
}

function GiftForm(props: GiftFormProps) {
  const { request, office, values, errors } = props;
  const { page, services, subject } = request;
  const { t } = page;
  const told = services.access.allows(subject, findPersonAction);
  return (
    <StaffPage
      request={request}
      title={t('administration:give.of', { office: t(`administration:offices.${office}.name`) })}
      lead={t(`administration:offices.${office}.text`)}
      above={above(request)}
    >
      <Form values={values} {...(errors ? { errors } : {})}>
        <TextField
          name="correo"
          type="email"
          autocomplete="off"
          spellcheck={false}
          label={t('administration:give.email')}
          hint={t(told ? 'administration:give.emailHint' : 'administration:give.emailHintUntold')}
        />
        <PlaceField {...props} />
        <TextField
          name="hasta"
          type={typeof values.hasta === 'string' && values.hasta && !readDay(values.hasta) ? 'text' : 'date'}
          label={t('administration:give.until')}
          hint={t('administration:give.untilHint')}
          optional
        />
        <Notice>
          <p>{t('administration:give.notice')}</p>
        </Notice>
        <Button>{t('administration:give.send')}</Button>
      </Form>
    </StaffPage>
  );
}

/** `/gestion/permisos/nuevo`: which role to give, or the form of one. */
export async function givePage(request: PageRequest): Promise<PageResult> {
  const office = askedOffice(request);
  if (!office) return pageResult(request, <OfficeChoice request={request} />);
  const { services, subject, query } = request;
  const { access, orm } = services;
  const id = query.get('persona') ?? '';
  const known =
    isId(id) && access.allows(subject, findPersonAction)
      ? (await findPeople(orm, [id])).get(id.toLowerCase())
      : undefined;
  const options = await placeOptions(request, office, grantAction(office));
  return pageResult(
    request,
    <GiftForm
      request={request}
      office={office}
      options={options}
      values={known ? { correo: known.email } : {}}
    />,
  );
}

const refusals = { 'no-account': 'correo', self: 'correo', held: '' } as const;

function answer(outcome: Exclude<GiveOutcome, { kind: 'refused' }>): PageResult {
  const path =
    outcome.kind === 'given' ? `${personPath(outcome.person)}?hecho=dado` : `${peoplePath}?hecho=enviado`;
  return { kind: 'redirect', status: 303, path };
}

/** Takes the form of a role to be given. */
export async function giveForm(request: FormRequest): Promise<PageResult> {
  const { services, page, form } = request;
  const { t, lang } = page;
  const office = askedOffice(request);
  if (!office) return pageResult(request, <OfficeChoice request={request} />, { status: 422, failed: true });
  const checked = checkForm(giftSchema(t, services.now()), form);
  const place = await readPlace(request, office);
  const again = async (errors: readonly FieldError[]) => {
    const options = await placeOptions(request, office, grantAction(office));
    const choices = place.ok ? undefined : place.choices;
    return pageResult(
      request,
      <GiftForm {...{ request, office, options, choices, errors }} values={form.values()} />,
      { status: 422, failed: true },
    );
  };
  if (!checked.ok || !place.ok) {
    return again([...(checked.ok ? [] : checked.errors), ...(place.ok ? [] : place.errors)]);
  }
  const { correo: email, hasta: expiresAt } = checked.input;
  const { scope, state } = place;
  const gift = { office, scope, email, expiresAt, lang, ...(state ? { state } : {}) };
  const outcome = await giveOffice(services, personOf(request), gift);
  if (outcome.kind !== 'refused') return answer(outcome);
  const message = t(`administration:give.refused.${outcome.why}`);
  return again([{ field: refusals[outcome.why], message }]);
}
