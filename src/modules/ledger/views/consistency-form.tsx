import { Button, Columns, type FieldError, Form, NumberField, usePage } from '#platform/ui/index.ts';
import { consistencyPath } from '../addresses.ts';

interface ConsistencyFormProps {
  /** How many entries are signed now. */
  size: number;
  typed: Readonly<Partial<Record<'desde' | 'hasta', string>>>;
  errors: readonly FieldError[];
}

/** Asks for two sizes of the ledger; the second is that of now until another is typed. */
export function ConsistencyForm({ size, typed, errors }: ConsistencyFormProps) {
  const { t, format, href } = usePage();
  return (
    <Form
      action={href(consistencyPath)}
      method="get"
      label={t('ledger:consistency.tab')}
      values={{ hasta: String(size), ...typed }}
      errors={errors}
    >
      <Columns layout="halves">
        <NumberField
          name="desde"
          label={t('ledger:consistency.from')}
          hint={t('ledger:consistency.fromHint')}
          width={10}
        />
        <NumberField
          name="hasta"
          label={t('ledger:consistency.to')}
          hint={t('ledger:consistency.toHint', { size: format.integer(size) })}
          width={10}
        />
      </Columns>
      <Button>{t('ledger:consistency.ask')}</Button>
    </Form>
  );
}
