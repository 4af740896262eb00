import type { Child } from 'hono/jsx';
import { stateInSentence } from '#modules/territory/index.ts';
import { personOf } from '#platform/access/access.ts';
import { secondFactorPath, signInAddress } from '#platform/access/addresses.ts';
import type { PageResult } from '#platform/http/results.ts';
import type { FormRequest, FormRoute, PageRequest, PageRoute } from '#platform/module.ts';
import { Band, Button, ButtonLink, Form, NextSteps, Notice, PageHeading } from '#platform/ui/index.ts';
import {
  acceptInvitation,
  type InvitationEnd,
  type NotTheirs,
  type OpenInvitation,
  readInvitation,
  refuseTo,
} from '../actions/invitations.ts';
import { plansActions } from '../policies.ts';
import { deskPath, invitationPath, invitationsPath } from '../rules/index.ts';
import { wayToBoard } from '../views/ways-on.ts';

const tokenField = 'llave';

interface Shown {
  title: string;
  lead: string;
  status?: 200 | 403 | 404;
  children?: Child;
}

/** An answer to an invitation. Its address holds a token: nobody keeps it and no search engine lists it. */
function shown({ page }: PageRequest, { title, lead, status = 200, children }: Shown): PageResult {
  return {
    ...{ kind: 'html', status, title, description: lead, indexed: false },
    main: (
      <>
        <Band>
          <PageHeading title={title} lead={lead} />
          {children}
        </Band>
        <Band tone="papel">
          <NextSteps items={[wayToBoard(page)]} />
        </Band>
      </>
    ),
  };
}

/** Where whoever accepted goes on. */
function welcome(request: PageRequest): PageResult {
  const { t, href } = request.page;
  const way = `${secondFactorPath}?volver=${encodeURIComponent(deskPath)}`;
  return shown(request, {
    title: t('secretariats:invitation.accepted.title'),
    lead: t('secretariats:invitation.accepted.text'),
    children: (
      <>
        <p>{t('secretariats:invitation.accepted.factor')}</p>
        <p>
          <ButtonLink href={href(way)}>{t('secretariats:invitation.accepted.go')}</ButtonLink>
        </p>
      </>
    ),
  });
}

function ended(request: PageRequest, why: InvitationEnd): PageResult {
  const { t } = request.page;
  return shown(request, {
    title: t(`secretariats:invitation.ended.${why}.title`),
    lead: t(`secretariats:invitation.ended.${why}.text`),
    status: why === 'unknown' ? 404 : 200,
  });
}

function SignIn({ request, token }: { request: PageRequest; token: string }) {
  const { t, href } = request.page;
  const back = invitationPath(token);
  return (
    <>
      <p>{t('secretariats:invitation.signIn')}</p>
      <p>
        <ButtonLink href={href(signInAddress(back))}>{t('secretariats:invitation.enter')}</ButtonLink>
      </p>
      <p>
        <a href={href(`/registro?volver=${encodeURIComponent(back)}`)}>
          {t('secretariats:invitation.signUp')}
        </a>
      </p>
    </>
  );
}

function Answer({
  request,
  token,
  why,
}: {
  request: PageRequest;
  token: string;
  why?: NotTheirs | undefined;
}) {
  const { t, href } = request.page;
  if (request.subject.kind !== 'person') return <SignIn request={request} token={token} />;
  if (why) {
    return (
      <Notice kind="warning" title={t(`secretariats:invitation.notTheirs.${why}.title`)}>
        <p>{t(`secretariats:invitation.notTheirs.${why}.text`)}</p>
      </Notice>
    );
  }
  return (
    <Form action={href(invitationsPath)} hidden={{ [tokenField]: token }}>
      <Button>{t('secretariats:invitation.accept')}</Button>
    </Form>
  );
}

function open(
  request: PageRequest,
  { member, state }: OpenInvitation,
  token: string,
  why: NotTheirs | undefined,
  status: 200 | 403 = 200,
): PageResult {
  const { t } = request.page;
  return shown(request, {
    title: t('secretariats:invitation.title', { organisation: member.organisation }),
    lead: t('secretariats:invitation.lead', {
      organisation: member.organisation,
      state: stateInSentence(t, state),
    }),
    status,
    children: (
      <>
        <p>{t('secretariats:invitation.meaning')}</p>
        <Answer request={request} token={token} why={why} />
      </>
    ),
  });
}

/** `/planes/invitacion?llave=…`: an invitation to speak for an organisation, for whoever has the letter. */
async function invitationPage(request: PageRequest): Promise<PageResult> {
  const { services, subject, query } = request;
  if (query.get('hecho') === 'aceptada' && subject.kind === 'person') return welcome(request);
  const token = query.get(tokenField) ?? '';
  const found = await readInvitation(services, token);
  if (typeof found === 'string') return ended(request, found);
  const { orm, now } = services;
  const why = subject.kind === 'person' ? await refuseTo(orm, subject.id, found, now()) : undefined;
  return open(request, found, token, why);
}

async function acceptForm(request: FormRequest): Promise<PageResult> {
  const { services, form } = request;
  const token = form.text(tokenField);
  const outcome = await acceptInvitation(services, personOf(request), token);
  if (outcome.kind === 'done')
    return { kind: 'redirect', status: 303, path: `${invitationsPath}?hecho=aceptada` };
  if (outcome.kind !== 'refused') return ended(request, 'unknown');
  const { why } = outcome;
  if (why !== 'other-address' && why !== 'conflict') return ended(request, why);
  const found = await readInvitation(services, token);
  return typeof found === 'string' ? ended(request, found) : open(request, found, token, why, 403);
}

/** Tokens are long; whoever tries many is slowed down all the same. */
const limit = { name: 'invitation', burst: 60, periodSeconds: 600 };

export const invitationPages: readonly PageRoute[] = [
  { path: invitationsPath, access: 'public', personal: true, cache: 'none', limit, handle: invitationPage },
];

export const invitationForms: readonly FormRoute[] = [
  { path: invitationsPath, access: plansActions.accept, limit, handle: acceptForm },
];
