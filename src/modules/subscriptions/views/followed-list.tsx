import { changesPath, followPath } from '#platform/changes/addresses.ts';
import type { Topic } from '#platform/changes/topics.ts';
import { Button, ButtonLink, Details, EmptyState, usePage } from '#platform/ui/index.ts';
import { endAllPath, endPath } from '../addresses.ts';
import type { Frequency } from '../rules/index.ts';

/** Something that a person follows. */
export interface Followed {
  id: string;
  frequency: Frequency;
  createdAt: Date;
  /** Undefined where there is no such thing any more. */
  found: Topic | undefined;
}

function FollowedItem({ followed }: { followed: Followed }) {
  const { t, format, href } = usePage();
  const { id, frequency, createdAt, found } = followed;
  const name = found?.name(t) ?? t('subscriptions:own.gone');
  const about = <span class="govuk-visually-hidden">: {name}</span>;
  return (
    <li>
      <h2>{found ? <a href={href(found.path)}>{name}</a> : name}</h2>
      <p>
        {t('subscriptions:own.how', {
          frequency: t(`subscriptions:frequency.${frequency}.label`),
          date: format.date(createdAt),
        })}
      </p>
      <div class="tq-follow">
        {found ? (
          <a href={href(followPath(found.address))}>
            {t('subscriptions:own.change')}
            {about}
          </a>
        ) : null}
        <form action={href(endPath)} method="post">
          <input type="hidden" name="aviso" value={id} />
          <Button kind="secondary">
            {t('subscriptions:own.end')}
            {about}
          </Button>
        </form>
      </div>
    </li>
  );
}

/** What a person follows, with what they can do about each, and about all. */
export function FollowedList({ followed }: { followed: readonly Followed[] }) {
  const { t, href } = usePage();
  if (followed.length === 0) {
    return (
      <EmptyState title={t('subscriptions:own.none')}>
        <p>{t('subscriptions:own.noneText')}</p>
        <ButtonLink href={href(changesPath)}>{t('subscriptions:own.find')}</ButtonLink>
      </EmptyState>
    );
  }
  return (
    <>
      <ul class="tq-followed">
        {followed.map((each) => (
          <FollowedItem followed={each} />
        ))}
      </ul>
      {followed.length > 1 ? (
        <Details summary={t('subscriptions:own.endAll')}>
          <p>{t('subscriptions:own.endAllText', { count: followed.length })}</p>
          <form action={href(endAllPath)} method="post">
            <Button kind="warning">{t('subscriptions:own.endAll')}</Button>
          </form>
        </Details>
      ) : null}
      <p>
        <a href={href(changesPath)}>{t('subscriptions:own.find')}</a>
      </p>
    </>
  );
}
