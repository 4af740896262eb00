import { changesPath } from '#platform/changes/addresses.ts';
import type { Topic } from '#platform/changes/topics.ts';
import { Band, Button, Form, PageHeading, usePage } from '#platform/ui/index.ts';
import { leavePath, ownPath } from '../addresses.ts';

export interface LeaveProps {
  title: string;
  token: string;
  /** How many subscriptions the link would end now. */
  count: number;
  topics: readonly Topic[];
}

/** What the link of a letter would end, with the button that does; or that there is nothing left to end. */
export function Leave({ title, token, count, topics }: LeaveProps) {
  const { t, href } = usePage();
  return (
    <Band>
      {count > 0 ? (
        <>
          <PageHeading title={title} lead={t('subscriptions:leave.lead', { count })} />
          <ul>
            {topics.map((topic) => (
              <li>{topic.name(t)}</li>
            ))}
          </ul>
          <Form action={href(leavePath)} hidden={{ t: token }} label={title}>
            <Button>{t('subscriptions:leave.button')}</Button>
          </Form>
        </>
      ) : (
        <PageHeading title={title} lead={t('subscriptions:leave.doneLead')} />
      )}
      <p class="tq-follow">
        <a href={href(ownPath)}>{t('subscriptions:leave.own')}</a>
        <a href={href(changesPath)}>{t('subscriptions:changes.title')}</a>
      </p>
    </Band>
  );
}
