import { signInPath } from '#platform/access/addresses.ts';
import {
  Band,
  Breadcrumbs,
  Button,
  ButtonLink,
  type FieldError,
  Form,
  type FormValues,
  PageHeading,
  SummaryList,
  TextField,
  usePage,
} from '#platform/ui/index.ts';
import { NameField, PrivacyField } from './account-fields.tsx';
import { newcomerCodePath, newcomerPath } from './sign-on-paths.ts';

interface Heading {
  title: string;
  lead: string;
}

function Head({ title, lead }: Heading) {
  const { t, href } = usePage();
  return (
    <>
      <Breadcrumbs items={[{ label: t('factors:challenge.signIn'), href: href(signInPath) }]} />
      <PageHeading title={title} lead={lead} />
    </>
  );
}

/** The form with which a newcomer of the single sign-on opens an account. */
export function NewcomerForm({
  title,
  lead,
  vouched,
  values,
  errors,
}: Heading & {
  /** The address that the single sign-on vouches for. */
  vouched: string | undefined;
  values: FormValues;
  errors: readonly FieldError[];
}) {
  const { t, href } = usePage();
  return (
    <Band>
      <Head title={title} lead={lead} />
      <Form action={href(newcomerPath)} values={values} errors={errors}>
        {vouched === undefined ? null : (
          <SummaryList rows={[{ key: t('accounts:fields.email'), value: vouched }]} />
        )}
        <NameField />
        {vouched === undefined ? (
          <TextField
            name="email"
            type="email"
            label={t('accounts:fields.email')}
            hint={t('factors:newcomer.emailHint')}
            autocomplete="email"
            spellcheck={false}
          />
        ) : null}
        <PrivacyField />
        <Button>{t('factors:newcomer.send')}</Button>
      </Form>
    </Band>
  );
}

/** For somebody whose address has an account already. */
export function KnownNewcomer({ title, lead, signIn }: Heading & { signIn: string }) {
  const { t } = usePage();
  return (
    <Band>
      <Head title={title} lead={lead} />
      <p>{t('factors:newcomer.knownWhy')}</p>
      <ButtonLink href={signIn}>{t('factors:newcomer.knownEnter')}</ButtonLink>
    </Band>
  );
}

/** Asks for the code that went to an address. */
export function AddressCode({
  title,
  lead,
  signIn,
  errors,
}: Heading & { signIn: string; errors: readonly FieldError[] }) {
  const { t, href } = usePage();
  return (
    <Band>
      <Head title={title} lead={lead} />
      <Form action={href(newcomerCodePath)} errors={errors}>
        <TextField
          name="code"
          label={t('factors:newcomer.codeLabel')}
          hint={t('factors:newcomer.codeHint')}
          width={10}
          autocomplete="one-time-code"
          spellcheck={false}
          value=""
        />
        <Button>{t('factors:newcomer.send')}</Button>
      </Form>
      <p>
        {t('factors:newcomer.codeNone')} <a href={href(newcomerPath)}>{t('factors:newcomer.codeAgain')}</a>{' '}
        {t('factors:newcomer.or')} <a href={signIn}>{t('factors:newcomer.otherWay')}</a>.
      </p>
    </Band>
  );
}
