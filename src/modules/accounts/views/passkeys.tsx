import { signInPath } from '#platform/access/addresses.ts';
import type { PageRequest } from '#platform/module.ts';
import {
  Band,
  Breadcrumbs,
  Button,
  EmptyState,
  type FieldError,
  Form,
  Notice,
  PageHeading,
  SummaryList,
  TextField,
  usePage,
} from '#platform/ui/index.ts';
import type { ProofNeeded } from '../actions/proof.ts';
import type { PasskeyRow } from '../store/factors.ts';
import { AccountPage } from './account-page.tsx';
import { CurrentPasswordField } from './code-field.tsx';
import { FirstShow, isPossible } from './first-show.tsx';
import { PasskeyForm } from './passkey-form.tsx';
import { passkeysPath } from './passkey-paths.ts';

export interface PasskeysPageProps {
  request: PageRequest;
  passkeys: readonly PasskeyRow[];
  /** Whether passkeys can be used where the platform is reached. */
  offered: boolean;
  proof: ProofNeeded;
  errors: readonly FieldError[];
  values: Readonly<Record<string, string>>;
}

/** A person's passkeys, and a form to add one. */
export function PasskeysPage({ request, passkeys, offered, proof, errors, values }: PasskeysPageProps) {
  const { t, format, href } = request.page;
  return (
    <AccountPage
      request={request}
      title={t('factors:passkeys.title')}
      lead={t('factors:passkeys.lead')}
      done={{
        agregada: t('factors:passkeys.done.added'),
        nombrada: t('factors:passkeys.done.renamed'),
        quitada: t('factors:passkeys.done.removed'),
      }}
    >
      {passkeys.length === 0 ? (
        <EmptyState title={t('factors:passkeys.none')} />
      ) : (
        <SummaryList
          rows={passkeys.map(({ id, name, createdAt }) => ({
            key: name ?? t('factors:passkeys.unnamed'),
            value: createdAt ? t('factors:passkeys.since', { date: format.date(createdAt) }) : '',
            action: {
              href: href(`${passkeysPath}/${id}`),
              label: t('factors:passkeys.change'),
              about: name ?? t('factors:passkeys.unnamed'),
            },
          }))}
        />
      )}
      {offered ? (
        <AddPasskey proof={proof} errors={errors} values={values} />
      ) : (
        <Notice kind="warning">
          <p>{t('factors:passkeys.noName')}</p>
        </Notice>
      )}
    </AccountPage>
  );
}

function AddPasskey({ proof, errors, values }: Pick<PasskeysPageProps, 'proof' | 'errors' | 'values'>) {
  const { t } = usePage();
  return (
    <>
      <h2>{t('factors:passkeys.add')}</h2>
      <p>{t('factors:passkeys.addText')}</p>
      <noscript>
        <Notice>
          <p>{t('factors:passkeys.noScript')}</p>
        </Notice>
      </noscript>
      {isPossible(proof) ? (
        <PasskeyForm
          kind="register"
          action={passkeysPath}
          errors={errors}
          values={values}
          button={t('factors:passkeys.addButton')}
        >
          <TextField
            name="nombre"
            label={t('factors:passkeys.name')}
            hint={t('factors:passkeys.nameHint')}
            width={20}
            maxlength={60}
          />
          {proof === 'password' ? <CurrentPasswordField /> : null}
        </PasskeyForm>
      ) : (
        <FirstShow proof={proof} back={passkeysPath} />
      )}
    </>
  );
}

export interface PasskeyPageProps {
  request: PageRequest;
  passkey: PasskeyRow;
  /** What was typed, or else its name. */
  name: string;
  proof: ProofNeeded;
  errors: readonly FieldError[];
}

/** One passkey: its name, and taking it away. */
export function PasskeyPage({ request, passkey, name, proof, errors }: PasskeyPageProps) {
  const { t, href } = request.page;
  const path = `${passkeysPath}/${passkey.id}`;
  const ofRemoval = errors.some(({ field }) => field !== 'nombre');
  return (
    <AccountPage request={request} title={passkey.name ?? t('factors:passkeys.unnamed')}>
      <Form action={href(path)} values={{ nombre: name }} errors={ofRemoval ? [] : errors}>
        <TextField name="nombre" label={t('factors:passkeys.name')} width={20} maxlength={60} />
        <Button>{t('factors:passkeys.rename')}</Button>
      </Form>
      <h2>{t('factors:passkeys.remove')}</h2>
      <p>{t('factors:passkeys.removeText')}</p>
      {isPossible(proof) ? (
        <Form action={href(`${path}/quitar`)} errors={ofRemoval ? errors : []}>
          {proof === 'password' ? <CurrentPasswordField /> : null}
          <Button kind="warning">{t('factors:passkeys.removeButton')}</Button>
        </Form>
      ) : (
        <FirstShow proof={proof} back={path} />
      )}
      <p>
        <a href={href(passkeysPath)}>{t('factors:passkeys.all')}</a>
      </p>
    </AccountPage>
  );
}

/** A passkey that did not let its owner in. */
export function PasskeySignInFailed({ signIn }: { signIn: string }) {
  const { t, href } = usePage();
  return (
    <Band>
      <Breadcrumbs items={[{ label: t('factors:challenge.signIn'), href: href(signInPath) }]} />
      <PageHeading title={t('factors:passkey.refused')} lead={t('factors:passkey.refusedText')} />
      <p>
        <a href={signIn}>{t('factors:challenge.again')}</a>
      </p>
    </Band>
  );
}
