import type { Topic } from '#platform/changes/topics.ts';
import { badRequest } from '#platform/errors/problem.ts';
import type { PageResult } from '#platform/http/results.ts';
import { readUnsubscribeToken, type Unsubscription, unsubscribePath } from '#platform/mail/unsubscribe.ts';
import type { FormRequest, MessageRoute, PageRequest } from '#platform/module.ts';
import { leaveList, topicsOfList } from '../actions/lists.ts';
import { Leave } from '../views/leave.tsx';

type Asked = Pick<PageRequest, 'services' | 'page'>;

/** What the link of a letter asks for. @throws Problem 400 for one that this platform did not write */
function unsubscriptionOf({ services }: Asked, token: string): Unsubscription {
  const asked = readUnsubscribeToken(services.secrets, token);
  if (asked) return asked;
  throw badRequest(
    'El enlace no está completo. Ábrelo otra vez desde el correo, o entra a tu cuenta para terminar tus avisos.',
    'The link is not complete. Open it again from the e-mail, or sign in to your account to end your subscriptions.',
    't',
  );
}

async function leavePage(request: Asked, token: string): Promise<PageResult> {
  const { services, page } = request;
  const { t } = page;
  const { orm, changes } = services;
  const names = await topicsOfList(orm, unsubscriptionOf(request, token));
  const topics = await Promise.all(names.map((name) => changes.topics.find(orm, name)));
  const title = t(names.length > 0 ? 'subscriptions:leave.title' : 'subscriptions:leave.done');
  return {
    kind: 'html',
    title,
    description: t('subscriptions:leave.description'),
    indexed: false,
    main: (
      <Leave
        title={title}
        token={token}
        count={names.length}
        topics={topics.filter((topic): topic is Topic => topic !== undefined)}
      />
    ),
  };
}

/** `/avisos/baja?t=…`: what the link of a letter would end. Nothing ends by looking: mail programs open links too. */
export function leaveAsked(request: PageRequest): Promise<PageResult> {
  return leavePage(request, request.query.get('t') ?? '');
}

/** The button of that page. */
export async function leaveSent(request: FormRequest): Promise<PageResult> {
  const token = request.form.text('t');
  await leaveList(request.services.orm, unsubscriptionOf(request, token));
  return { kind: 'redirect', status: 303, path: `${unsubscribePath}?t=${encodeURIComponent(token)}` };
}

/** One click in a mail program (RFC 8058): it posts to the link itself, without cookies and without asking again. */
export const oneClick: MessageRoute = {
  path: unsubscribePath,
  access: 'public',
  limit: { name: 'unsubscribe', burst: 60, periodSeconds: 60 },
  async handle(request) {
    const token = request.query.get('t') ?? '';
    await leaveList(request.services.orm, unsubscriptionOf(request, token));
    return leavePage(request, token);
  },
};
