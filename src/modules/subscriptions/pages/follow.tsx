import { z } from 'zod';
import { personOf } from '#platform/access/access.ts';
import { checkForm } from '#platform/http/form-data.ts';
import type { HtmlResult, PageResult } from '#platform/http/results.ts';
import type { Translate } from '#platform/i18n/i18n.ts';
import type { FormRequest, PageRequest } from '#platform/module.ts';
import type { FieldError, FormValues } from '#platform/ui/index.ts';
import { follow } from '../actions/follow.ts';
import { ownPath } from '../addresses.ts';
import { frequencies, mostFollowed } from '../rules/index.ts';
import { findSubscription } from '../store/subscriptions.ts';
import { FollowForm } from '../views/follow-form.tsx';
import { topicNamed } from './asked.ts';

/** The page on which to choose how soon one is told, with what was typed and what was wrong with it. */
async function formPage(
  request: PageRequest,
  address: string,
  typed: { values: FormValues; errors: readonly FieldError[] } | undefined,
): Promise<HtmlResult> {
  const { services, page } = request;
  const { t } = page;
  const person = personOf(request);
  const topic = await topicNamed(request, address);
  const known = await findSubscription(services.orm, person.id, topic.topic);
  const values = { frecuencia: known?.frequency ?? 'weekly', ...typed?.values };
  const title = t('subscriptions:follow.title', { name: topic.name(t) });
  return {
    kind: 'html',
    ...(typed ? { status: 422, failed: true } : {}),
    title,
    description: t('subscriptions:follow.lead'),
    indexed: false,
    main: (
      <FollowForm
        title={title}
        topic={topic}
        known={known}
        canFollow={services.access.allows(person, 'subscriptions.follow', { person: person.id })}
        values={values}
        errors={typed?.errors ?? []}
      />
    ),
  };
}

/** `/avisos/seguir?tema=entidad/20`: to follow something by letter, or to change how. */
export function followPage(request: PageRequest): Promise<PageResult> {
  return formPage(request, request.query.get('tema') ?? '', undefined);
}

const schema = (t: Translate) =>
  z.object({
    tema: z.string(),
    frecuencia: z.enum(frequencies, { error: t('subscriptions:follow.chooseFrequency') }),
  });

/** What the page sends. */
export async function followSent(request: FormRequest): Promise<PageResult> {
  const { services, page, form } = request;
  const { t } = page;
  const address = form.text('tema');
  const again = (errors: readonly FieldError[]) =>
    formPage(request, address, { values: form.values(), errors });
  const checked = checkForm(schema(t), form);
  if (!checked.ok) return again(checked.errors);
  const { topic } = await topicNamed(request, address);
  const outcome = await follow(services, personOf(request), topic, checked.input.frecuencia);
  if (outcome === 'full')
    return again([{ field: '', message: t('subscriptions:follow.full', { count: mostFollowed }) }]);
  const done = outcome === 'followed' ? 'siguiendo' : 'cambiado';
  return { kind: 'redirect', status: 303, path: `${ownPath}?hecho=${done}` };
}
