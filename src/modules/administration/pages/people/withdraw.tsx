import { z } from 'zod';
import { findPeople } from '#modules/accounts/index.ts';
import { personOf } from '#platform/access/access.ts';
import type { GrantRow } from '#platform/access/grants.ts';
import { isId } from '#platform/database/identifier.ts';
import { notFound, type Problem } from '#platform/errors/problem.ts';
import { checkForm } from '#platform/http/form-data.ts';
import type { PageResult } from '#platform/http/results.ts';
import type { Translate } from '#platform/i18n/i18n.ts';
import type { FormRequest, PageRequest } from '#platform/module.ts';
import {
  Button,
  type FieldError,
  Form,
  type FormValues,
  Notice,
  SummaryList,
  TextArea,
} from '#platform/ui/index.ts';
import { withdraw } from '../../actions/grants.ts';
import { grantName, readPlaceNames } from '../../names.ts';
import { findGrant } from '../../store/grants.ts';
import { standing } from '../../views/grants-table.tsx';
import { StaffPage } from '../../views/staff-page.tsx';
import { peoplePath, personPath } from '../addresses.ts';

const longestReason = 500;

const reasonSchema = (t: Translate) =>
  z.object({
    motivo: z
      .string()
      .trim()
      .min(1, t('administration:withdraw.problem.none'))
      .max(longestReason, t('administration:withdraw.problem.long', { most: longestReason })),
  });

/** 404: there is no such grant, or it is not theirs to withdraw. */
function noGrant(): Problem {
  return notFound(
    'No hay un permiso así entre los que te toca cuidar.',
    'There is no such role among those you look after.',
    'grant',
  );
}

/** The grant that the address names. @throws Problem 404 */
async function requireGrant({ services, subject, params }: PageRequest): Promise<GrantRow> {
  const id = params.grant ?? '';
  const found = isId(id) ? await findGrant(services.orm, services.access, subject, id) : undefined;
  if (!found) throw noGrant();
  return found;
}

async function withdrawResult(
  request: PageRequest,
  grant: GrantRow,
  {
    values = {},
    errors = [],
    status,
  }: { values?: FormValues; errors?: readonly FieldError[]; status?: 409 | 422 },
): Promise<PageResult> {
  const { services, page } = request;
  const { t, href } = page;
  const { orm } = services;
  const names = await readPlaceNames(orm, [grant]);
  const holder =
    grant.person === null ? undefined : (await findPeople(orm, [grant.person])).get(grant.person);
  const name = grantName(t, grant, names);
  const title = t('administration:withdraw.title');
  const holds = standing(grant, services.now()) === 'holds';
  return {
    kind: 'html',
    ...(status ? { status, failed: true } : {}),
    title,
    description: title,
    indexed: false,
    main: (
      <StaffPage
        request={request}
        title={title}
        above={[{ label: t('administration:people.title'), href: href(peoplePath) }]}
      >
        <SummaryList
          rows={[
            {
              key: t('administration:grants.who'),
              value: holder ? (
                <a href={href(personPath(holder.id))}>{holder.name}</a>
              ) : (
                t('administration:grants.nobody')
              ),
            },
            { key: t('administration:grants.role'), value: name },
            { key: t('administration:grants.since'), value: page.format.date(grant.givenAt) },
          ]}
        />
        {holds ? (
          <Form values={values} errors={errors}>
            <TextArea
              name="motivo"
              rows={3}
              maxlength={longestReason}
              label={t('administration:withdraw.reason')}
              hint={t('administration:withdraw.hint')}
            />
            <p>{t('administration:withdraw.text')}</p>
            <Button kind="warning">{t('administration:withdraw.send')}</Button>
          </Form>
        ) : (
          <Notice title={t('administration:withdraw.ended.title')}>
            <p>{t('administration:withdraw.ended.text')}</p>
          </Notice>
        )}
      </StaffPage>
    ),
  };
}

/** `/gestion/permisos/:grant/retirar`: withdrawing one grant. */
export async function withdrawPage(request: PageRequest): Promise<PageResult> {
  return withdrawResult(request, await requireGrant(request), {});
}

/** Takes the withdrawal of a grant. */
export async function withdrawForm(request: FormRequest): Promise<PageResult> {
  const { services, page, form } = request;
  const grant = await requireGrant(request);
  const checked = checkForm(reasonSchema(page.t), form);
  const again = (errors: readonly FieldError[]) =>
    withdrawResult(request, grant, { values: form.values(), errors, status: 422 });
  if (!checked.ok) return again(checked.errors);
  const outcome = await withdraw(services, personOf(request), { id: grant.id, reason: checked.input.motivo });
  if (!outcome) throw noGrant();
  if (outcome.kind === 'refused') {
    if (outcome.why === 'last')
      return again([{ field: '', message: page.t('administration:withdraw.last') }]);
    // Somebody else was quicker: the page says that it has ended.
    return withdrawResult(request, await requireGrant(request), { status: 409 });
  }
  return { kind: 'redirect', status: 303, path: `${peoplePath}?hecho=retirado` };
}
