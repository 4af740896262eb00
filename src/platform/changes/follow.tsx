import { ButtonLink, usePage } from '../ui/index.ts';
import { followPath, topicFeedPath } from './addresses.ts';

/**
 * The two ways to hear of changes to what a page shows: by letter, with an account, and by feed, without one. Give the
 * page `feed: topicFeedPath(topic)` too, so that feed readers find it by the page's address.
 * @param topic as addresses name it: `topicAddress(kind, key)`
 * @param name what it is called, for those who hear the button alone
 */
export function Follow({ topic, name }: { topic: string; name: string }) {
  const { t, href } = usePage();
  const about = <span class="govuk-visually-hidden">: {name}</span>;
  return (
    <p class="tq-follow">
      <ButtonLink kind="secondary" href={href(followPath(topic))}>
        {t('follow.letters')}
        {about}
      </ButtonLink>{' '}
      <a href={href(topicFeedPath(topic))}>
        {t('follow.feed')}
        {about}
      </a>
    </p>
  );
}
