import { personOf } from '#platform/access/access.ts';
import { accountPath } from '#platform/access/addresses.ts';
import type { PageResult } from '#platform/http/results.ts';
import type { FormRequest, FormRoute, PageRequest, PageRoute } from '#platform/module.ts';
import { endOtherSessions, endSession, openSessions } from '../actions/own-account.ts';
import { AccountPage } from '../views/account-page.tsx';
import { SessionList } from '../views/session-list.tsx';
import { goOn } from './own.ts';
import { accountResult } from './results.tsx';

const path = `${accountPath}/sesiones` as const;
const closePath = `${path}/cerrar` as const;
const closeOthersPath = `${path}/cerrar-otras` as const;

async function sessionsPage(request: PageRequest): Promise<PageResult> {
  const { page, services } = request;
  const { t, href } = page;
  const person = personOf(request);
  const sessions = await openSessions(services, person);
  const title = t('accounts:sessions.title');
  const lead = t('accounts:sessions.lead');
  return accountResult({
    title,
    description: lead,
    main: (
      <AccountPage
        request={request}
        title={title}
        lead={lead}
        done={{
          cerrada: t('accounts:sessions.done.cerrada'),
          cerradas: t('accounts:sessions.done.cerradas'),
          nada: t('accounts:sessions.done.nada'),
        }}
      >
        <SessionList
          sessions={sessions}
          here={person.session.id}
          close={href(closePath)}
          closeOthers={href(closeOthersPath)}
        />
      </AccountPage>
    ),
  });
}

async function takeEnd(request: FormRequest): Promise<PageResult> {
  const ended = await endSession(request.services, personOf(request), request.form.text('sesion'));
  return goOn(`${path}?hecho=${ended ? 'cerrada' : 'nada'}`);
}

async function takeEndOthers(request: FormRequest): Promise<PageResult> {
  await endOtherSessions(request.services, personOf(request));
  return goOn(`${path}?hecho=cerradas`);
}

export const sessionsPages: readonly PageRoute[] = [
  { path, access: 'accounts.own', cache: 'none', handle: sessionsPage },
];

export const sessionsForms: readonly FormRoute[] = [
  { path: closePath, access: 'accounts.own', handle: takeEnd },
  { path: closeOthersPath, access: 'accounts.own', handle: takeEndOthers },
];
