import { type Child, createContext, useContext } from 'hono/jsx';
import { usePage } from './page-context.ts';

/** What is wrong with a field, in words that say how to put it right. `field` is the field's name; '' concerns the whole form. */
export interface FieldError {
  field: string;
  message: string;
}

/** What was typed, by field name. A list where a field can have several values. */
export type FormValues = Readonly<Record<string, string | readonly string[] | undefined>>;

interface FormState {
  values: FormValues;
  errors: readonly FieldError[];
}

const FormContext = createContext<FormState>({ values: {}, errors: [] });

export interface FormProps {
  /** Where the form goes. Left out: this same address. */
  action?: string;
  method?: 'get' | 'post';
  /** What was typed last time: the fields inside find theirs by name, so nothing typed is ever lost. */
  values?: FormValues;
  /** What was wrong with it: shown as a summary at the top and beside each field. */
  errors?: readonly FieldError[];
  /** Values sent along unseen, such as the token against forged requests. */
  hidden?: Readonly<Record<string, string>>;
  /** Names the form for screen readers where a page has several. */
  label?: string;
  /** True where files are sent. */
  files?: boolean;
  children?: Child;
}

/** A form that knows what was typed and what was wrong with it. The browser's own checks are off: the server's messages rule. */
export function Form({
  action,
  method = 'post',
  values = {},
  errors = [],
  hidden = {},
  label,
  files,
  children,
}: FormProps) {
  return (
    <FormContext.Provider value={{ values, errors }}>
      {errors.length > 0 ? <ErrorSummary errors={errors} /> : null}
      <form
        class="tq-form"
        action={action}
        method={method}
        aria-label={label}
        enctype={files ? 'multipart/form-data' : undefined}
        novalidate
      >
        {Object.entries(hidden).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        {children}
      </form>
    </FormContext.Provider>
  );
}

/**
 * All that was wrong, above the form, each message leading to its field. It takes the focus, also without scripts: a
 * form far down its page would otherwise come back out of sight.
 */
export function ErrorSummary({ errors, title }: { errors: readonly FieldError[]; title?: string }) {
  const { t } = usePage();
  return (
    <div class="govuk-error-summary" id="errores" tabindex={-1} autofocus>
      <div role="alert">
        <h2 class="govuk-error-summary__title">{title ?? t('form.errors', { count: errors.length })}</h2>
        <ul class="govuk-list govuk-error-summary__list">
          {errors.map(({ field, message }) => (
            <li>{field ? <a href={`#${field}`}>{message}</a> : message}</li>
          ))}
        </ul>
      </div>
    </div>
  );
}

/** What a field shows: its own props first, then what its form remembers. */
export function useField(name: string, own: { value?: unknown; error?: string | undefined }) {
  const form = useContext(FormContext);
  const kept = form.values[name];
  const values = own.value === undefined ? asList(kept) : asList(own.value as string | readonly string[]);
  const error = own.error ?? form.errors.find((each) => each.field === name)?.message;
  return { values, value: values[0], error };
}

function asList(value: string | number | readonly string[] | undefined): readonly string[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [String(value)];
}

/** A button that sends its form. */
export function Button({
  kind = 'primary',
  name,
  value,
  to,
  children,
}: {
  kind?: 'primary' | 'secondary' | 'warning';
  name?: string;
  value?: string;
  /** Where this button sends the form, if not where the others do: a part of the page that comes back, for example. */
  to?: string;
  children?: Child;
}) {
  return (
    <button class={buttonClass(kind)} type="submit" name={name} value={value} formaction={to}>
      {children}
    </button>
  );
}

/** A link that begins something, in the shape of a button. */
export function ButtonLink({
  kind = 'primary',
  href,
  children,
}: {
  kind?: 'primary' | 'secondary' | 'warning';
  href: string;
  children?: Child;
}) {
  return (
    <a class={buttonClass(kind)} href={href}>
      {children}
    </a>
  );
}

function buttonClass(kind: 'primary' | 'secondary' | 'warning') {
  return kind === 'primary' ? 'govuk-button' : `govuk-button govuk-button--${kind}`;
}
