import { z } from 'zod';
import type { Person } from '#platform/access/subject.ts';
import { checkForm } from '#platform/http/form-data.ts';
import { optionalDay, requiredText } from '#platform/http/form-fields.ts';
import type { PageResult } from '#platform/http/results.ts';
import type { FormRequest, PageRequest } from '#platform/module.ts';
import { Button, DayField, Form, TextField } from '#platform/ui/index.ts';
import { promiseDeliverable } from '../../actions/covenants.ts';
import { staffPaths } from '../../addresses.ts';
import { backTo, type Filled, nothingThere, staffResult } from '../staff.ts';
import { aboveList, covenantOf } from './record.ts';

/** `…/:covenant/entregables`: something more that a covenant promises. */
export async function promisePage(
  request: PageRequest,
  filled: Filled = { values: {} },
): Promise<PageResult> {
  const { t, href } = request.page;
  const row = await covenantOf(request);
  return staffResult(request, {
    title: t('commission:covenants.deliverable.new'),
    lead: row.title,
    above: [...aboveList(request), { label: row.title, href: href(`${staffPaths.covenants}/${row.id}`) }],
    filled,
    children: (
      <Form values={filled.values} errors={filled.errors ?? []}>
        <TextField name="titulo" label={t('commission:covenants.deliverable.title')} />
        <TextField name="responsable" label={t('commission:agreements.columns.responsible')} />
        <DayField
          name="vence"
          label={t('commission:agreements.columns.due')}
          values={filled.values}
          optional
        />
        <Button>{t('commission:covenants.deliverable.add')}</Button>
      </Form>
    ),
  });
}

export async function promiseForm(request: FormRequest): Promise<PageResult> {
  const { services, page, form, subject } = request;
  const { t } = page;
  const { id } = await covenantOf(request);
  const values = form.values();
  const schema = z.object({
    titulo: requiredText(t),
    responsable: requiredText(t, 200),
    vence: optionalDay(t),
  });
  const checked = checkForm(schema, form);
  if (!checked.ok) return promisePage(request, { values, errors: checked.errors });
  const { titulo: title, responsable: responsible, vence: dueOn } = checked.input;
  const outcome = await promiseDeliverable(services, subject as Person, id, { title, responsible, dueOn });
  if (outcome.kind === 'done') return backTo(`${staffPaths.covenants}/${id}`, 'guardado');
  if (outcome.kind === 'refused' && outcome.why === 'due') {
    const message = t('commission:covenants.refused.due');
    return promisePage(request, { values, errors: [{ field: 'vence', message }] });
  }
  throw nothingThere();
}
