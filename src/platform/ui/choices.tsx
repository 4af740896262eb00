import type { Child } from 'hono/jsx';
import { description, type FieldProps, groupClass, HintAndError, Optional } from './fields.tsx';
import { useField } from './form.tsx';

export interface Choice {
  value: string;
  label: Child;
  hint?: Child;
}

export interface RadiosFieldProps extends FieldProps {
  value?: string | undefined;
  choices: readonly Choice[];
  /** Side by side, for two or three short choices. */
  inline?: boolean;
}

/** One choice of a few, all in sight. */
export function RadiosField(props: RadiosFieldProps) {
  const field = useField(props.name, props);
  return (
    <ChoiceGroup
      {...props}
      kind="radio"
      error={field.error}
      chosen={field.value === undefined ? [] : [field.value]}
      inline={props.inline ?? false}
    />
  );
}

export interface CheckboxesFieldProps extends FieldProps {
  value?: readonly string[] | undefined;
  choices: readonly Choice[];
}

/** Any number of choices. All are sent under the same name. */
export function CheckboxesField(props: CheckboxesFieldProps) {
  const field = useField(props.name, props);
  return <ChoiceGroup {...props} kind="checkbox" error={field.error} chosen={field.values} inline={false} />;
}

type GroupProps = Omit<FieldProps, 'error'> & {
  kind: 'radio' | 'checkbox';
  error: string | undefined;
  choices: readonly Choice[];
  chosen: readonly string[];
  inline: boolean;
};

function ChoiceGroup({ kind, name, label, hint, error, optional, choices, chosen, inline }: GroupProps) {
  const block = kind === 'radio' ? 'govuk-radios' : 'govuk-checkboxes';
  const tie = description({ name, hint }, error);
  return (
    <div class={groupClass(error)}>
      <fieldset class="govuk-fieldset" aria-describedby={tie['aria-describedby']}>
        <legend class="govuk-fieldset__legend">
          {label}
          <Optional when={optional} />
        </legend>
        <HintAndError name={name} hint={hint} error={error} />
        <div class={inline ? `${block} ${block}--inline` : block}>
          {choices.map((choice, i) => {
            // The first choice carries the field's name as id, so that the error summary leads to it.
            const id = i === 0 ? name : `${name}-${i + 1}`;
            const hintId = choice.hint ? `${id}-pista-opcion` : undefined;
            return (
              <div class={`${block}__item`}>
                <input
                  class={`${block}__input`}
                  id={id}
                  name={name}
                  type={kind}
                  value={choice.value}
                  checked={chosen.includes(choice.value)}
                  aria-describedby={hintId}
                />
                <label class={`govuk-label ${block}__label`} for={id}>
                  {choice.label}
                </label>
                {choice.hint ? (
                  <div class={`govuk-hint ${block}__hint`} id={hintId}>
                    {choice.hint}
                  </div>
                ) : null}
              </div>
            );
          })}
        </div>
      </fieldset>
    </div>
  );
}
