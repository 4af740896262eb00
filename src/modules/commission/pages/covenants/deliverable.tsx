import { z } from 'zod';
import type { Person } from '#platform/access/subject.ts';
import { checkForm } from '#platform/http/form-data.ts';
import { oneOf, optionalDay, versionField } from '#platform/http/form-fields.ts';
import type { PageResult } from '#platform/http/results.ts';
import type { FormRequest, PageRequest } from '#platform/module.ts';
import { Button, DayField, Form, Meanwhile, NoData, RadiosField } from '#platform/ui/index.ts';
import { readDocument } from '#platform/uploads/document.tsx';
import { moveDeliverable } from '../../actions/covenants.ts';
import { staffPaths } from '../../addresses.ts';
import { deliverableStates, movesOfDeliverable } from '../../rules/index.ts';
import { type DeliverableRow, findDeliverable } from '../../store/covenants.ts';
import { DeliverableTag } from '../../views/covenant-tags.tsx';
import { DocumentLink } from '../../views/document-link.tsx';
import { addressValue, errorsOf, evidenceNames, RecordDocument } from '../documents.tsx';
import { backTo, type Filled, idOf, nothingThere, staffResult } from '../staff.ts';

/** What a covenant promises, as the address names it. @throws Problem 404 */
async function deliverableOf(request: PageRequest): Promise<DeliverableRow> {
  const row = await findDeliverable(request.services.orm, idOf(request, 'deliverable'));
  if (row && row.covenant === idOf(request, 'covenant')) return row;
  throw nothingThere();
}

function result(
  request: PageRequest,
  row: DeliverableRow,
  filled: Filled,
  version = row.version,
): PageResult {
  const { t, href } = request.page;
  const states = deliverableStates.filter(
    (state) => state === row.state || movesOfDeliverable(row.state).includes(state),
  );
  return staffResult(request, {
    title: t('commission:covenants.deliverable.one', { number: row.number }),
    lead: row.title,
    above: [
      {
        label: t('commission:covenants.one'),
        href: href(`${staffPaths.covenants}/${row.covenant}`),
      },
    ],
    filled,
    children: (
      <>
        {filled.overtaken ? (
          <Meanwhile
            rows={[
              {
                key: t('commission:covenants.columns.state'),
                value: <DeliverableTag state={row.state} />,
              },
              {
                key: t('commission:covenants.deliverable.on'),
                value: row.deliveredOn ? request.page.format.day(row.deliveredOn) : <NoData />,
              },
              {
                key: t('commission:agreements.evidence'),
                value: row.evidence ? <DocumentLink document={row.evidence} /> : <NoData />,
              },
            ]}
          />
        ) : null}
        <Form values={filled.values} errors={filled.errors ?? []} hidden={{ version: String(version) }} files>
          <RadiosField
            name="estado"
            label={t('commission:covenants.columns.state')}
            choices={states.map((state) => ({
              value: state,
              label: t(`commission:covenants.deliverableStates.${state}`),
            }))}
          />
          <DayField
            name="entregado"
            label={t('commission:covenants.deliverable.on')}
            hint={t('commission:agreements.form.fulfilledHint')}
            values={filled.values}
            optional
          />
          <RecordDocument
            standing={row.evidence}
            names={evidenceNames}
            label={t('commission:agreements.evidence')}
            hint={t('commission:agreements.form.evidenceHint')}
            maxBytes={request.services.config.maxUploadBytes}
          />
          <Button>{t(filled.overtaken ? 'form.meanwhile.send' : 'commission:save')}</Button>
        </Form>
      </>
    ),
  });
}

export async function deliverablePage(request: PageRequest): Promise<PageResult> {
  const row = await deliverableOf(request);
  const { state, deliveredOn, evidence } = row;
  return result(request, row, {
    values: { estado: state, entregado: deliveredOn ?? '', evidencia: addressValue(evidence) },
  });
}

const fields = { move: 'estado', 'no-evidence': 'evidencia', future: 'entregado' } as const;

export async function deliverableForm(request: FormRequest): Promise<PageResult> {
  const { services, page, form, subject } = request;
  const { t } = page;
  const row = await deliverableOf(request);
  const values = form.values();
  const schema = z.object({
    estado: oneOf(t, deliverableStates),
    entregado: optionalDay(t),
  });
  const checked = checkForm(schema, form);
  const seen = versionField.parse(form.text('version'));
  const sent = await readDocument(request, { names: evidenceNames });
  if (!checked.ok || !sent.ok) return result(request, row, { values, errors: errorsOf(checked, sent) }, seen);
  const { estado: state, entregado: deliveredOn } = checked.input;
  const outcome = await moveDeliverable(services, subject as Person, row.id, {
    ...{ state, deliveredOn, evidence: sent.document, seen },
  });
  if (outcome.kind === 'done') return backTo(`${staffPaths.covenants}/${row.covenant}`, 'guardado');
  if (outcome.kind === 'changed-meanwhile') return result(request, outcome.now, { values, overtaken: true });
  const { why } = outcome;
  if (why === 'no-deliverable') throw nothingThere();
  const errors = [{ field: fields[why], message: t(`commission:agreements.refused.${why}`) }];
  return result(request, row, { values, errors }, seen);
}
