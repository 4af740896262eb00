import type { InstitutionRow } from '#modules/territory/index.ts';
import {
  DayField,
  type FormValues,
  NumberField,
  RadiosField,
  SelectField,
  TextArea,
  TextField,
  usePage,
} from '#platform/ui/index.ts';
import { themes } from '../../../rules/index.ts';
import { themeName } from '../../../views/words.tsx';
import { type EditorOptions, fieldNames as names } from './values.ts';

interface FieldsProps {
  values: FormValues;
  options: EditorOptions;
  /** How many milestones the form has room for. */
  rows: number;
  /** Institutions that may have been meant as the one that answers. */
  maybe?: readonly InstitutionRow[] | undefined;
  /** Left out where the number stays as it is: in what is published already, whose milestones stay too. */
  withNumber: boolean;
}

/** The institution that answers: its name as typed, and those that may have been meant. */
function LeadFields({ values, maybe = [] }: Pick<FieldsProps, 'values' | 'maybe'>) {
  const { t } = usePage();
  const typed = values[names.lead];
  return (
    <>
      <TextField
        name={names.lead}
        label={t('promises:fields.lead')}
        hint={t('promises:fields.leadHint')}
        optional
      />
      {maybe.length === 0 ? null : (
        <>
          <input type="hidden" name={names.leadTyped} value={typeof typed === 'string' ? typed.trim() : ''} />
          <RadiosField
            name={names.leadChosen}
            label={t('promises:fields.leadMaybe')}
            choices={maybe.map(({ slug, name }) => ({ value: slug, label: name, hint: slug }))}
            optional
          />
        </>
      )}
    </>
  );
}

/** One step: a row of the form. What is left blank is no step. */
function MilestoneFields({ row, values }: { row: number; values: FormValues }) {
  const { t } = usePage();
  const id = values[names.milestone(row)];
  return (
    <fieldset class="govuk-fieldset tq-step">
      <legend class="govuk-fieldset__legend">{t('promises:fields.milestone', { number: row })}</legend>
      {typeof id === 'string' && id !== '' ? (
        <input type="hidden" name={names.milestone(row)} value={id} />
      ) : null}
      <TextField name={names.product(row)} label={t('promises:fields.product')} />
      <TextField name={names.responsible(row)} label={t('promises:fields.responsible')} optional />
      <DayField name={names.milestoneDue(row)} label={t('promises:fields.due')} values={values} optional />
      <NumberField
        name={names.weight(row)}
        label={t('promises:fields.weight')}
        hint={t('promises:fields.weightHint')}
        decimals
        optional
      />
    </fieldset>
  );
}

/** Everything that a commitment promises, as fields. */
export function CommitmentFields({ values, options, rows, maybe, withNumber }: FieldsProps) {
  const { t } = usePage();
  return (
    <>
      {withNumber ? (
        <TextField
          name={names.number}
          label={t('promises:fields.number')}
          hint={t('promises:fields.numberHint')}
          width={5}
        />
      ) : null}
      <TextField
        name={names.title}
        label={t('promises:fields.title')}
        hint={t('promises:fields.titleHint')}
      />
      <TextArea name={names.problem} label={t('promises:fields.problem')} rows={4} optional />
      <TextArea name={names.goal} label={t('promises:fields.goal')} rows={4} optional />
      <SelectField
        name={names.theme}
        label={t('promises:fields.theme')}
        empty={t('promises:fields.noTheme')}
        options={themes.map((theme) => ({ value: theme, label: themeName(t, theme) }))}
        optional
      />
      <TextField
        name={names.sdg}
        label={t('promises:fields.sdg')}
        hint={t('promises:fields.sdgHint')}
        width={5}
        optional
      />
      <LeadFields values={values} maybe={maybe} />
      <TextArea
        name={names.supporting}
        label={t('promises:fields.supporting')}
        hint={t('promises:fields.supportingHint')}
        rows={3}
        optional
      />
      <SelectField
        name={names.counterpart}
        label={t('promises:fields.counterpart')}
        hint={options.counterparts.length === 0 ? t('promises:fields.noMembers') : undefined}
        empty={t('promises:fields.noCounterpart')}
        options={options.counterparts}
        optional
      />
      <DayField name={names.start} label={t('promises:fields.start')} values={values} optional />
      <DayField
        name={names.due}
        label={t('promises:fields.due')}
        hint={t('promises:fields.dueHint')}
        values={values}
        optional
      />
      <h2>{t('promises:fields.milestones')}</h2>
      <p>{t(withNumber ? 'promises:fields.milestonesText' : 'promises:fields.milestonesAmend')}</p>
      {Array.from({ length: rows }, (_, at) => (
        <MilestoneFields row={at + 1} values={values} />
      ))}
    </>
  );
}
