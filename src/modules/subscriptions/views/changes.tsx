import { topicFeedPath } from '#platform/changes/addresses.ts';
import type { Change } from '#platform/changes/change.ts';
import { Follow } from '#platform/changes/follow.tsx';
import type { Topic } from '#platform/changes/topics.ts';
import { rich } from '#platform/i18n/rich.tsx';
import { Band, Breadcrumbs, EmptyState, PageHeading, usePage } from '#platform/ui/index.ts';
import { ownPath } from '../addresses.ts';

/** What can be followed, and how. */
export function WaysToFollow({ topics }: { topics: readonly Topic[] }) {
  const { t, href } = usePage();
  const link = (path: string) => (text: string) => <a href={href(path)}>{text}</a>;
  return (
    <Band>
      <Breadcrumbs items={[]} />
      <PageHeading title={t('subscriptions:changes.title')} lead={t('subscriptions:changes.lead')} />
      <p>
        {rich(t('subscriptions:changes.places'), {
          states: link('/entidades'),
          institutions: link('/instituciones'),
        })}
      </p>
      <ul class="tq-followed">
        {topics.map((topic) => (
          <li>
            <h2>
              <a href={href(topic.path)}>{topic.name(t)}</a>
            </h2>
            <Follow topic={topic.address} name={topic.name(t)} />
          </li>
        ))}
      </ul>
      <p>{rich(t('subscriptions:changes.own'), { own: link(ownPath) })}</p>
    </Band>
  );
}

/** What was announced, newest first. */
export function ChangesList({ changes }: { changes: readonly Change[] }) {
  const { t, lang, href, format } = usePage();
  return (
    <Band tone="papel" labelledBy="cambios">
      <h2 id="cambios">{t('subscriptions:changes.latest')}</h2>
      {changes.length === 0 ? (
        <EmptyState title={t('subscriptions:changes.none')} />
      ) : (
        <ul>
          {changes.map(({ title, path, at }) => (
            <li>
              <a href={href(path)}>{title[lang]}</a> <span class="tq-note">{format.date(at)}</span>
            </li>
          ))}
        </ul>
      )}
      <p>
        {rich(t('subscriptions:changes.feed'), {
          feed: (text) => <a href={href(topicFeedPath())}>{text}</a>,
        })}
      </p>
    </Band>
  );
}
