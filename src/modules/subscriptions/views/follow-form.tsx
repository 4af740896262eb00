import { changesPath, topicFeedPath } from '#platform/changes/addresses.ts';
import type { Topic } from '#platform/changes/topics.ts';
import { rich } from '#platform/i18n/rich.tsx';
import {
  Band,
  Breadcrumbs,
  Button,
  type FieldError,
  Form,
  type FormValues,
  Notice,
  PageHeading,
  RadiosField,
  usePage,
} from '#platform/ui/index.ts';
import { endPath, followFormPath } from '../addresses.ts';
import { frequencies } from '../rules/index.ts';

export interface FollowFormProps {
  title: string;
  topic: Topic;
  /** The subscription there is already. */
  known: { id: string } | undefined;
  /** False for somebody whose address is not confirmed: no letter would go there. */
  canFollow: boolean;
  values: FormValues;
  errors: readonly FieldError[];
}

/** How soon somebody wants to be told of changes of a topic; for those who follow it already, the way to end that. */
export function FollowForm({ title, topic, known, canFollow, values, errors }: FollowFormProps) {
  const { t, href } = usePage();
  const page = <a href={href(topic.path)}>{topic.name(t)}</a>;
  return (
    <>
      <Band>
        <Breadcrumbs items={[{ label: t('subscriptions:changes.title'), href: href(changesPath) }]} />
        <PageHeading title={title} lead={t('subscriptions:follow.lead')} />
        <p>
          {t('subscriptions:follow.page')} {page}
        </p>
        {canFollow ? (
          <Form
            action={href(followFormPath)}
            values={values}
            errors={errors}
            hidden={{ tema: topic.address }}
            label={title}
          >
            <RadiosField
              name="frecuencia"
              label={t('subscriptions:follow.when')}
              choices={frequencies.map((frequency) => ({
                value: frequency,
                label: t(`subscriptions:frequency.${frequency}.label`),
                hint: t(`subscriptions:frequency.${frequency}.hint`),
              }))}
            />
            <Button>{t(known ? 'subscriptions:follow.change' : 'subscriptions:follow.begin')}</Button>
          </Form>
        ) : (
          <Notice kind="warning" title={t('subscriptions:follow.unconfirmed')}>
            <p>
              {rich(t('subscriptions:follow.confirm'), {
                account: (text) => <a href={href('/cuenta/correo')}>{text}</a>,
              })}
            </p>
          </Notice>
        )}
        {known ? (
          <form class="tq-follow" action={href(endPath)} method="post">
            <input type="hidden" name="aviso" value={known.id} />
            <Button kind="secondary">{t('subscriptions:own.end')}</Button>
          </form>
        ) : null}
      </Band>
      <Band tone="papel" labelledBy="sin-cuenta">
        <h2 id="sin-cuenta">{t('subscriptions:follow.feedTitle')}</h2>
        <p>
          {rich(t('subscriptions:follow.feedText'), {
            feed: (text) => <a href={href(topicFeedPath(topic.address))}>{text}</a>,
          })}
        </p>
      </Band>
    </>
  );
}
