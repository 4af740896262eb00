import type { Child } from 'hono/jsx';
import type { Filled } from '#modules/administration/index.ts';
import type { InstitutionRow } from '#modules/territory/index.ts';
import type { FormInput } from '#platform/http/form-data.ts';
import type { PageRequest } from '#platform/module.ts';
import { Button, Form, type SummaryRow } from '#platform/ui/index.ts';
import { mostMilestones } from '../../../rules/index.ts';
import type { CommitmentRow } from '../../../store/commitments.ts';
import { Day } from '../../../views/words.tsx';
import { CommitmentFields } from './fields.tsx';
import { type EditorOptions, fieldNames, rowsIn } from './values.ts';

/** What the editor shows: what was typed, and what of it was not clear. */
export interface EditorFilled extends Filled {
  rows: number;
  maybe?: readonly InstitutionRow[];
}

/** The value of the button that asks for one more row. */
const addRow = 'renglon';

/**
 * What the editor shows again where one more row was asked for, with all that was typed; undefined where the form was
 * sent to be kept.
 */
export function withOneMoreRow({ t }: PageRequest['page'], form: FormInput): EditorFilled | undefined {
  if (form.text('paso') !== addRow) return undefined;
  const rows = rowsIn(form);
  const values = form.values();
  if (rows < mostMilestones) return { values, rows: rows + 1 };
  const message = t('promises:faults.too-many', { most: mostMilestones });
  return { values, rows, errors: [{ field: fieldNames.product(rows), message }] };
}

/** What was typed, to be shown again. */
export function typedAgain(form: FormInput): Pick<EditorFilled, 'values' | 'rows'> {
  return { values: form.values(), rows: rowsIn(form) };
}

/** What a commitment is now, for whoever was overtaken. */
export function nowRows(
  { t, format }: PageRequest['page'],
  row: CommitmentRow,
  milestones: number,
  { institutions }: EditorOptions,
): SummaryRow[] {
  const nothing = t('common:noData');
  return [
    { key: t('promises:fields.number'), value: row.number },
    { key: t('promises:fields.title'), value: row.title },
    { key: t('promises:fields.problem'), value: row.problem ?? nothing },
    { key: t('promises:fields.goal'), value: row.goal ?? nothing },
    {
      key: t('promises:fields.lead'),
      value: row.lead === null ? nothing : (institutions.get(row.lead) ?? row.lead),
    },
    { key: t('promises:fields.counterpart'), value: row.counterpart ?? nothing },
    { key: t('promises:fields.start'), value: <Day day={row.startsOn} /> },
    { key: t('promises:fields.due'), value: <Day day={row.dueOn} /> },
    { key: t('promises:fields.milestones'), value: format.integer(milestones) },
  ];
}

/** The form of a commitment, with whatever else it asks before its buttons. */
export function EditorForm({
  filled,
  options,
  version,
  withNumber,
  send,
  page: { t, href, path },
  children,
}: {
  filled: EditorFilled;
  options: EditorOptions;
  /** The version it is filled in for; left out where the commitment is new. */
  version?: number | undefined;
  withNumber: boolean;
  send: string;
  page: PageRequest['page'];
  children?: Child;
}) {
  const { values, errors = [], rows, maybe, overtaken } = filled;
  return (
    <Form
      values={values}
      errors={errors}
      hidden={{
        [fieldNames.rows]: String(rows),
        ...(version === undefined ? {} : { version: String(version) }),
      }}
    >
      <CommitmentFields values={values} options={options} rows={rows} maybe={maybe} withNumber={withNumber} />
      {children}
      <div class="tq-decisions">
        <Button>{overtaken ? t('form.meanwhile.send') : send}</Button>
        <Button
          kind="secondary"
          name="paso"
          value={addRow}
          to={`${href(path)}#${fieldNames.product(Math.min(rows + 1, mostMilestones))}`}
        >
          {t('promises:fields.addRow')}
        </Button>
      </div>
    </Form>
  );
}
