import { findPeople, type KnownPerson } from '#modules/accounts/index.ts';
import { personOf } from '#platform/access/access.ts';
import type { GrantRow } from '#platform/access/grants.ts';
import { isId } from '#platform/database/identifier.ts';
import { notFound } from '#platform/errors/problem.ts';
import type { PageResult } from '#platform/http/results.ts';
import type { FormRequest, PageRequest } from '#platform/module.ts';
import { Button, ButtonLink, Form, Notice, SummaryList } from '#platform/ui/index.ts';
import { findPersonAction } from '../../actions/grants.ts';
import { signOutAction, signOutEverywhere } from '../../actions/people.ts';
import { readPlaceNames } from '../../names.ts';
import { grantsOfPerson } from '../../store/grants.ts';
import { GrantsTable, standing } from '../../views/grants-table.tsx';
import { Outcome } from '../../views/outcome.tsx';
import { StaffPage } from '../../views/staff-page.tsx';
import { auditPath, givePath, peoplePath, personPath, withdrawPath } from '../addresses.ts';

interface Shown {
  person: KnownPerson;
  grants: readonly GrantRow[];
  /** Whether whoever asks may see anybody, and their address. */
  told: boolean;
}

/**
 * The person of an address, for those who may look anybody up or answer for one of their grants.
 * @throws Problem 404 for everybody else, whether there is such a person or not
 */
async function requirePerson({ services, subject, params }: PageRequest): Promise<Shown> {
  const { orm, access } = services;
  const id = params.person ?? '';
  const person = isId(id) ? (await findPeople(orm, [id])).get(id.toLowerCase()) : undefined;
  const grants = person ? await grantsOfPerson(orm, access, subject, person.id) : [];
  const told = access.allows(subject, findPersonAction);
  if (person && (told || grants.length > 0)) return { person, grants, told };
  throw notFound(
    'No hay una persona así entre las que te toca cuidar.',
    'There is no such person among those you look after.',
    'person',
  );
}

function Facts({ request, shown }: { request: PageRequest; shown: Shown }) {
  const { t, format } = request.page;
  const { person, told } = shown;
  const forAdministrators = told
    ? [
        { key: t('administration:person.email'), value: person.email },
        { key: t('administration:person.since'), value: format.date(person.createdAt) },
      ]
    : [];
  return (
    <SummaryList
      rows={[
        ...forAdministrators,
        {
          key: t('administration:person.assurance'),
          value: t(`administration:person.levels.${person.assurance}`),
        },
        {
          key: t('administration:person.factor'),
          value: t(
            person.secondFactor ? 'administration:person.hasFactor' : 'administration:person.noFactor',
          ),
        },
      ]}
    />
  );
}

function SignOut({ request, person }: { request: PageRequest; person: KnownPerson }) {
  const { t, href } = request.page;
  return (
    <section aria-labelledby="sesiones">
      <h2 id="sesiones">{t('administration:person.signOut.title')}</h2>
      <p>{t('administration:person.signOut.text')}</p>
      <Form action={href(`${personPath(person.id)}/sesiones`)}>
        <Button kind="warning">{t('administration:person.signOut.send')}</Button>
      </Form>
    </section>
  );
}

/** `/gestion/personas/:person`: a person's grants, those that hold and those that have ended. */
export async function personPage(request: PageRequest): Promise<PageResult> {
  const { services, subject, page } = request;
  const { t, href } = page;
  const shown = await requirePerson(request);
  const { person, grants, told } = shown;
  const names = await readPlaceNames(services.orm, grants);
  const now = services.now();
  const waits = !person.secondFactor && grants.some((row) => standing(row, now) === 'holds');
  const self = subject.kind === 'person' && subject.id === person.id;
  return {
    kind: 'html',
    title: person.name,
    description: t('administration:person.lead'),
    indexed: false,
    main: (
      <StaffPage
        request={request}
        title={person.name}
        lead={t('administration:person.lead')}
        above={[{ label: t('administration:people.title'), href: href(peoplePath) }]}
      >
        <Outcome request={request} />
        {waits ? (
          <Notice kind="warning">
            <p>{t('administration:person.waits')}</p>
          </Notice>
        ) : null}
        <Facts request={request} shown={shown} />
        <h2 id="permisos">{t('administration:person.grants')}</h2>
        <GrantsTable
          id="lista"
          caption={t('administration:person.caption')}
          rows={grants}
          names={names}
          now={now}
          empty={{ title: t('administration:person.none') }}
          withdrawHref={(grant) => href(withdrawPath(grant))}
        />
        {self ? (
          <p>{t('administration:person.self')}</p>
        ) : (
          <p>
            <ButtonLink href={href(`${givePath}${told ? `?persona=${person.id}` : ''}`)}>
              {t('administration:give.title')}
            </ButtonLink>
          </p>
        )}
        {told ? (
          <p>
            <a href={href(`${auditPath}?persona=${person.id}`)}>{t('administration:person.audit')}</a>
          </p>
        ) : null}
        {services.access.allows(subject, signOutAction) ? (
          <SignOut request={request} person={person} />
        ) : null}
      </StaffPage>
    ),
  };
}

/** Signs a person out wherever they are signed in. */
export async function signOutForm(request: FormRequest): Promise<PageResult> {
  const { person } = await requirePerson(request);
  await signOutEverywhere(request.services, personOf(request), person.id);
  return { kind: 'redirect', status: 303, path: `${personPath(person.id)}?hecho=sesiones` };
}
