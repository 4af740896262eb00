import type { Child } from 'hono/jsx';
import { pageAddress } from './address.ts';
import { Button } from './form.tsx';
import { usePage } from './page-context.ts';

export interface SearchBoxProps {
  /** The page that answers, in this page's language. */
  action: string;
  /** What can be searched: `Tu estado, municipio o institución`. */
  label: string;
  name?: string;
  /** Left out, the name. A page with two search boxes gives each its own. */
  id?: string;
  value?: string | undefined;
  /** Names to offer while typing. */
  suggestions?: readonly string[];
}

/** A search field with its button, as a form that works without script. */
export function SearchBox({ action, label, name = 'q', id = name, value, suggestions }: SearchBoxProps) {
  const { t } = usePage();
  const list = suggestions ? `${id}-nombres` : undefined;
  return (
    <search>
      <form class="tq-search" action={action} method="get">
        <label class="govuk-label" for={id}>
          {label}
        </label>
        <div class="tq-search__row">
          <input
            class="govuk-input"
            id={id}
            name={name}
            type="search"
            value={value}
            list={list}
            autocomplete="off"
            spellcheck={false}
          />
          <Button>{t('search')}</Button>
        </div>
        {suggestions ? (
          <datalist id={list}>
            {suggestions.map((suggestion) => (
              <option value={suggestion} />
            ))}
          </datalist>
        ) : null}
      </form>
    </search>
  );
}

export interface FilterFormProps {
  /** Names the form: `Filtra las instituciones`. */
  label: string;
  /** The query parameters of the fields inside. All others of the address are kept, but the page number. */
  fields: readonly string[];
  children?: Child;
}

/** Fields that narrow down what the page shows, sent by query string to the page's own address. */
export function FilterForm({ label, fields, children }: FilterFormProps) {
  const page = usePage();
  const { t } = page;
  const kept = [...page.query].filter(([name]) => name !== 'pagina' && !fields.includes(name));
  const active = fields.some((name) => page.query.getAll(name).some((value) => value !== ''));
  const without = Object.fromEntries([...fields, 'pagina'].map((name) => [name, null]));
  return (
    <form class="tq-filter" action={page.href(page.path)} method="get" aria-label={label}>
      {kept.map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {children}
      <div class="tq-filter__actions">
        <Button kind="secondary">{t('filter.apply')}</Button>
        {active ? <a href={pageAddress(page, without)}>{t('filter.clear')}</a> : null}
      </div>
    </form>
  );
}
