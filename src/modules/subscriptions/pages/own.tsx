import { AccountPage } from '#modules/accounts/index.ts';
import { personOf } from '#platform/access/access.ts';
import { isId } from '#platform/database/identifier.ts';
import type { PageResult } from '#platform/http/results.ts';
import type { FormRequest, PageRequest } from '#platform/module.ts';
import { unfollow } from '../actions/follow.ts';
import { ownPath } from '../addresses.ts';
import { listSubscriptions } from '../store/subscriptions.ts';
import { type Followed, FollowedList } from '../views/followed-list.tsx';

/** `/cuenta/avisos`: what a person follows. */
export async function ownPage(request: PageRequest): Promise<PageResult> {
  const { services, page } = request;
  const { t } = page;
  const rows = await listSubscriptions(services.orm, personOf(request).id);
  const followed: Followed[] = await Promise.all(
    rows.map(async (row) => ({ ...row, found: await services.changes.topics.find(services.orm, row.topic) })),
  );
  const title = t('subscriptions:own.title');
  const done = {
    siguiendo: t('subscriptions:own.done.followed'),
    cambiado: t('subscriptions:own.done.changed'),
    terminado: t('subscriptions:own.done.ended'),
    terminados: t('subscriptions:own.done.endedAll'),
  };
  return {
    kind: 'html',
    title,
    description: t('subscriptions:own.lead'),
    indexed: false,
    main: (
      <AccountPage request={request} title={title} lead={t('subscriptions:own.lead')} done={done}>
        <FollowedList followed={followed} />
      </AccountPage>
    ),
  };
}

const back = (done: string): PageResult => ({
  kind: 'redirect',
  status: 303,
  path: `${ownPath}?hecho=${done}`,
});

/** Ends one subscription. What is not there, or somebody else's, is left as it is. */
export async function endSent(request: FormRequest): Promise<PageResult> {
  const id = request.form.text('aviso');
  if (isId(id)) await unfollow(request.services, personOf(request), { id });
  return back('terminado');
}

/** Ends all subscriptions of the person. */
export async function endAllSent(request: FormRequest): Promise<PageResult> {
  await unfollow(request.services, personOf(request), 'all');
  return back('terminados');
}
