import { z } from 'zod';
import { optionalDay, optionalText } from '#platform/http/form-fields.ts';
import type { Translate } from '#platform/i18n/i18n.ts';
import { DayField, type FormValues, TextField, usePage } from '#platform/ui/index.ts';

/** A plan's title and period, as fields. */
export function PlanFields({ values }: { values: FormValues }) {
  const { t } = usePage();
  return (
    <>
      <TextField
        name="titulo"
        label={t('promises:plan.title')}
        hint={t('promises:plan.titleHint')}
        optional
      />
      <DayField name="desde" label={t('promises:plan.from')} values={values} optional />
      <DayField
        name="hasta"
        label={t('promises:plan.to')}
        hint={t('promises:plan.periodHint')}
        values={values}
        optional
      />
    </>
  );
}

export const planFieldsSchema = (t: Translate) =>
  z.object({ titulo: optionalText(t, 200), desde: optionalDay(t), hasta: optionalDay(t) });
