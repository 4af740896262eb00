import type { Child } from 'hono/jsx';
import { Button, type FieldError, Form, Notice, usePage } from '#platform/ui/index.ts';

/** What can go wrong in the browser; the names are those that the script gives. */
const faults = ['cancelled', 'known', 'failed'] as const;

export interface PasskeyFormProps {
  kind: 'sign-in' | 'register';
  /** The Spanish path that the browser's answer is sent to. */
  action: string;
  hidden?: Readonly<Record<string, string>>;
  errors?: readonly FieldError[];
  values?: Readonly<Record<string, string>>;
  button: string;
  secondary?: boolean;
  children?: Child;
}

/**
 * A form that the script `src/browser/passkey.ts` sends with what the browser says. Without script, and in browsers
 * that know no passkeys, it stays hidden: nothing else needs it. All words stand here, so that the script has none.
 */
export function PasskeyForm({
  kind,
  action,
  hidden = {},
  errors = [],
  values = {},
  button,
  secondary = false,
  children,
}: PasskeyFormProps) {
  const { t, href } = usePage();
  return (
    <passkey-form hidden data-kind={kind}>
      <Form action={href(action)} hidden={{ ...hidden, respuesta: '' }} errors={errors} values={values}>
        {children}
        <Button kind={secondary ? 'secondary' : 'primary'}>{button}</Button>
      </Form>
      <div role="status" />
      {faults.map((fault) => (
        <template data-result={fault}>
          <Notice kind="warning">
            <p>{t(`factors:passkey.faults.${fault}`)}</p>
          </Notice>
        </template>
      ))}
    </passkey-form>
  );
}
