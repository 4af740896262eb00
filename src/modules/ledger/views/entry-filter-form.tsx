import {
  ErrorSummary,
  type FieldError,
  FilterForm,
  type Option,
  pageAddress,
  SelectField,
  TextField,
  usePage,
} from '#platform/ui/index.ts';
import { readDay } from '../rules/index.ts';

/** Browsers drop from a date field what is no date: then a plain one keeps what was typed. */
const dateType = (typed: string | undefined) =>
  typed !== undefined && readDay(typed) === undefined ? 'text' : 'date';

interface EntryFilterFormProps {
  kinds: readonly Option[];
  /** What was typed, by name of the field. */
  typed: Readonly<Partial<Record<'tipo' | 'institucion' | 'desde' | 'hasta', string>>>;
  errors: readonly FieldError[];
  /** The institutions that were perhaps meant. */
  choices: readonly { slug: string; name: string }[];
}

/** Kind, institution and dates by which the list of entries is narrowed down. */
export function EntryFilterForm({ kinds, typed, errors, choices }: EntryFilterFormProps) {
  const page = usePage();
  const { t } = page;
  const errorOf = (name: string) => errors.find(({ field }) => field === name)?.message;
  return (
    <>
      {errors.length > 0 ? <ErrorSummary errors={errors} /> : null}
      <FilterForm label={t('ledger:list.filter')} fields={['tipo', 'institucion', 'desde', 'hasta']}>
        <SelectField
          name="tipo"
          label={t('ledger:entry.kind')}
          empty={t('ledger:list.allKinds')}
          value={typed.tipo}
          options={kinds}
          error={errorOf('tipo')}
        />
        <TextField
          name="institucion"
          label={t('ledger:entry.institution')}
          width={20}
          value={typed.institucion}
          error={errorOf('institucion')}
        />
        <TextField
          name="desde"
          label={t('ledger:list.from')}
          type={dateType(typed.desde)}
          value={typed.desde}
          error={errorOf('desde')}
        />
        <TextField
          name="hasta"
          label={t('ledger:list.to')}
          type={dateType(typed.hasta)}
          value={typed.hasta}
          error={errorOf('hasta')}
        />
      </FilterForm>
      {choices.length > 0 ? (
        <>
          <p>{t('ledger:list.choose')}</p>
          <ul>
            {choices.map(({ slug, name }) => (
              <li>
                <a href={pageAddress(page, { institucion: slug, pagina: null })}>{name}</a>{' '}
                <code>{slug}</code>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </>
  );
}
