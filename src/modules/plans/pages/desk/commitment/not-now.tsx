import { Notice, usePage } from '#platform/ui/index.ts';
import { commitmentDeskPath } from '../../../rules/index.ts';
import type { Room } from './room.tsx';
import type { RefusalWord } from './words.ts';

/** Why something cannot be done now, instead of a form that would be refused. */
export function NotNow({ why, room: { commitment } }: { why: RefusalWord; room: Room }) {
  const { t, href } = usePage();
  return (
    <>
      <p>
        <strong>{commitment.title}</strong>
      </p>
      <Notice kind="warning" title={t('desk:work.notNow')}>
        <p>{t(`desk:work.refused.${why}`)}</p>
        <p>
          <a href={href(commitmentDeskPath(commitment.id))}>{t('desk:work.back')}</a>
        </p>
      </Notice>
    </>
  );
}
