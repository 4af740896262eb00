import type { Child } from 'hono/jsx';
import { useField } from './form.tsx';
import { usePage } from './page-context.ts';

/** What every form field takes. `name` is also the field's id, to which the error summary leads. */
export interface FieldProps {
  name: string;
  label: Child;
  hint?: Child;
  /** Left out, the enclosing `Form` knows it. */
  error?: string | undefined;
  /** Marks the field as one that may stay empty. */
  optional?: boolean;
}

type Width = 2 | 3 | 4 | 5 | 10 | 20 | 30;

export interface TextFieldProps extends FieldProps {
  /** Left out, the enclosing `Form` knows what was typed. */
  value?: string | undefined;
  type?: 'text' | 'email' | 'tel' | 'url' | 'password' | 'search' | 'date';
  /** The length of what is expected, in characters. */
  width?: Width;
  autocomplete?: string;
  maxlength?: number;
  spellcheck?: boolean;
}

/** One line of text. */
export function TextField(props: TextFieldProps) {
  const { name, type = 'text', width, autocomplete, maxlength, spellcheck } = props;
  const field = useField(name, props);
  return (
    <FieldFrame {...props} error={field.error}>
      <input
        class={inputClass('govuk-input', field.error, width)}
        id={name}
        name={name}
        type={type}
        value={type === 'password' ? undefined : field.value}
        autocomplete={autocomplete}
        maxlength={maxlength}
        spellcheck={spellcheck}
        {...description(props, field.error)}
      />
    </FieldFrame>
  );
}

export interface NumberFieldProps extends FieldProps {
  /** What was typed, as typed: a number that cannot be read is shown again as it was. */
  value?: string | number | undefined;
  width?: Width;
  decimals?: boolean;
  /** The unit after the number: `%`, `pesos`. */
  suffix?: string;
}

/** A number. A text field with the numeric keyboard: browsers' number inputs lose what they cannot read. */
export function NumberField(props: NumberFieldProps) {
  const { name, width = 5, decimals, suffix } = props;
  const field = useField(name, props);
  const input = (
    <input
      class={inputClass('govuk-input', field.error, width)}
      id={name}
      name={name}
      type="text"
      inputmode={decimals ? 'decimal' : 'numeric'}
      autocomplete="off"
      value={field.value}
      {...description(props, field.error)}
    />
  );
  return (
    <FieldFrame {...props} error={field.error}>
      {suffix ? (
        <div class="govuk-input__wrapper">
          {input}
          <div class="govuk-input__suffix">{suffix}</div>
        </div>
      ) : (
        input
      )}
    </FieldFrame>
  );
}

export interface TextAreaProps extends FieldProps {
  value?: string | undefined;
  rows?: number;
  maxlength?: number;
}

/** Several lines of text. */
export function TextArea(props: TextAreaProps) {
  const { name, rows = 5, maxlength } = props;
  const field = useField(name, props);
  return (
    <FieldFrame {...props} error={field.error}>
      <textarea
        class={inputClass('govuk-textarea', field.error)}
        id={name}
        name={name}
        rows={rows}
        maxlength={maxlength}
        {...description(props, field.error)}
      >
        {/* A first line break is dropped by HTML parsers: one more keeps what was typed. */}
        {field.value?.startsWith('\n') ? `\n${field.value}` : field.value}
      </textarea>
    </FieldFrame>
  );
}

export interface FileFieldProps extends FieldProps {
  /** What the browser offers to choose: `.csv,.json`. What is taken is for the server to see. */
  accept?: string;
}

/** A file of the reader's. Browsers do not fill it in again: where one was chosen, it says that it has to be chosen anew. */
export function FileField(own: FileFieldProps) {
  const { t } = usePage();
  const { name, accept } = own;
  const { error, value: chosen } = useField(name, { error: own.error });
  const again = chosen ? <strong>{t('form.fileAgain', { name: chosen })}</strong> : null;
  const hint =
    own.hint && again ? (
      <>
        {own.hint} {again}
      </>
    ) : (
      (again ?? own.hint)
    );
  const props = { ...own, hint };
  return (
    <FieldFrame {...props} error={error}>
      <input
        class={inputClass('govuk-file-upload', error)}
        id={name}
        name={name}
        type="file"
        accept={accept}
        {...description(props, error)}
      />
    </FieldFrame>
  );
}

export interface Option {
  value: string;
  label: string;
}

export interface SelectFieldProps extends FieldProps {
  value?: string | undefined;
  options: readonly Option[];
  /** The words of a first, empty choice: `Todos los estados`. */
  empty?: string;
}

/** A choice from a long list. For a short one, `RadiosField` shows all there is. */
export function SelectField(props: SelectFieldProps) {
  const { name, options, empty } = props;
  const field = useField(name, props);
  return (
    <FieldFrame {...props} error={field.error}>
      <select
        class={inputClass('govuk-select', field.error)}
        id={name}
        name={name}
        {...description(props, field.error)}
      >
        {empty === undefined ? null : <option value="">{empty}</option>}
        {options.map((option) => (
          <option value={option.value} selected={option.value === field.value}>
            {option.label}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}

/** Label above, then hint, then error, then the field itself. */
function FieldFrame({ name, label, hint, error, optional, children }: FieldProps & { children?: Child }) {
  return (
    <div class={groupClass(error)}>
      <label class="govuk-label" for={name}>
        {label}
        <Optional when={optional} />
      </label>
      <HintAndError name={name} hint={hint} error={error} />
      {children}
    </div>
  );
}

/** "(opcional)" after the label of a field that may stay empty. */
export function Optional({ when }: { when: boolean | undefined }) {
  const { t } = usePage();
  return when ? <span class="tq-optional"> {t('form.optional')}</span> : null;
}

export function HintAndError({
  name,
  hint,
  error,
}: {
  name: string;
  hint?: Child;
  error: string | undefined;
}) {
  const { t } = usePage();
  return (
    <>
      {hint ? (
        <div class="govuk-hint" id={`${name}-pista`}>
          {hint}
        </div>
      ) : null}
      {error ? (
        <p class="govuk-error-message" id={`${name}-error`}>
          <span class="govuk-visually-hidden">{t('form.error')}</span> {error}
        </p>
      ) : null}
    </>
  );
}

/** The attributes that tie a field to its hint and its error. */
export function description({ name, hint }: { name: string; hint?: Child }, error: string | undefined) {
  const ids = [hint ? `${name}-pista` : '', error ? `${name}-error` : ''].filter(Boolean).join(' ');
  return { 'aria-describedby': ids || undefined, 'aria-invalid': error ? 'true' : undefined } as const;
}

export function groupClass(error: string | undefined): string {
  return error ? 'govuk-form-group govuk-form-group--error' : 'govuk-form-group';
}

function inputClass(base: string, error: string | undefined, width?: Width): string {
  return [base, error && `${base}--error`, width && `govuk-input--width-${width}`].filter(Boolean).join(' ');
}
