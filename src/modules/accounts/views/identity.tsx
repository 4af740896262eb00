import {
  Button,
  ButtonLink,
  Details,
  type FieldError,
  Form,
  Notice,
  Prose,
  SummaryList,
  Tag,
  TextField,
  usePage,
} from '#platform/ui/index.ts';

/** What is known of who somebody is. */
export interface IdentityFacts {
  level: 0 | 1 | 2;
  identity: { provider: 'census' | 'oidc'; since: Date; entry: string } | undefined;
  /** Whether there is a census to compare with. */
  census: boolean;
  /** Municipality and state in words. */
  residence: string | undefined;
  /** The name of the single sign-on that verifies people, where there is one. */
  signOn: string | undefined;
}

/** The level somebody has now, and by what. */
export function Level({ facts: { level, identity, residence, signOn } }: { facts: IdentityFacts }) {
  const { t, href, format } = usePage();
  const verifiedBy =
    identity?.provider === 'oidc'
      ? (signOn ?? t('identity:identity.providers.oidc'))
      : t('identity:identity.providers.census');
  return (
    <SummaryList
      rows={[
        {
          key: t('identity:identity.level'),
          value: (
            <Tag kind={level === 2 ? 'kept' : level === 1 ? 'info' : 'neutral'}>
              {t(`identity:levels.${level}.name`)}
            </Tag>
          ),
        },
        ...(identity
          ? [
              { key: t('identity:identity.by'), value: verifiedBy },
              { key: t('identity:identity.since'), value: format.date(identity.since) },
              {
                key: t('identity:identity.entry'),
                value: t('identity:identity.entryText'),
                action: {
                  href: href(`/cuenta/actos/${identity.entry}`),
                  label: t('identity:identity.receipt'),
                },
              },
            ]
          : []),
        {
          key: t('identity:identity.residence'),
          value: residence ?? t('identity:residence.none'),
          action: {
            href: href('/cuenta/residencia'),
            label: t('identity:identity.see'),
            about: t('identity:identity.residence'),
          },
        },
      ]}
    />
  );
}

export interface CensusFormProps {
  facts: IdentityFacts;
  errors: readonly FieldError[];
  /** Whether somebody has just been refused. */
  refused: boolean;
}

/** The form to be verified by the census, for those who may send it. What was typed is never shown again. */
export function CensusForm({ facts, errors, refused }: CensusFormProps) {
  const { level, identity, signOn, census } = facts;
  const { t, href } = usePage();
  if (level === 0) {
    return (
      <>
        <h2>{t('identity:identity.emailFirst.title')}</h2>
        <p>{t('identity:identity.emailFirst.text')}</p>
        <ButtonLink href={href('/cuenta/correo')}>{t('identity:identity.emailFirst.link')}</ButtonLink>
      </>
    );
  }
  // What was sent meanwhile still comes back with what was wrong.
  if (!census && errors.length === 0) return identity ? null : <NoCensus signOn={signOn} />;
  const form = (
    <Form action={href('/cuenta/identidad')} errors={errors}>
      {refused ? (
        <Notice kind="warning" title={t('identity:identity.whereTitle')}>
          <p>{t('identity:identity.where')}</p>
        </Notice>
      ) : null}
      <TextField
        name="curp"
        label={t('identity:identity.curp')}
        hint={t('identity:identity.curpHint')}
        width={20}
        autocomplete="off"
        spellcheck={false}
      />
      <TextField
        name="code"
        label={t('identity:identity.code')}
        hint={t('identity:identity.codeHint')}
        width={20}
        autocomplete="off"
        spellcheck={false}
        optional
      />
      <Button>{t(`identity:identity.${identity ? 'again' : 'verify'}`)}</Button>
    </Form>
  );
  const open = errors.length > 0;
  return (
    <>
      {identity ? (
        <Details summary={t('identity:identity.moved')} open={open}>
          <p>{t('identity:identity.movedText')}</p>
          {form}
        </Details>
      ) : (
        <>
          <h2>{t('identity:identity.how')}</h2>
          <p>{t('identity:identity.howText')}</p>
          {signOn ? <p>{t('identity:identity.signOn', { name: signOn })}</p> : null}
          {form}
        </>
      )}
    </>
  );
}

/** Nobody is asked for a CURP that there is nothing to compare with. */
function NoCensus({ signOn }: Pick<IdentityFacts, 'signOn'>) {
  const { t } = usePage();
  return (
    <>
      <h2>{t('identity:identity.none')}</h2>
      <p>{t('identity:identity.noneText')}</p>
      {signOn ? <p>{t('identity:identity.signOn', { name: signOn })}</p> : null}
    </>
  );
}

/** What each level lets people do, and which one somebody has. */
export function Levels({ own }: { own: IdentityFacts['level'] }) {
  const { t } = usePage();
  return (
    <>
      <h2>{t('identity:levels.title')}</h2>
      <SummaryList
        rows={([0, 1, 2] as const).map((level) => ({
          key: t(`identity:levels.${level}.name`),
          value: (
            <>
              {t(`identity:levels.${level}.text`)}
              {level === own ? (
                <>
                  {' '}
                  <Tag kind="info">{t('identity:levels.yours')}</Tag>
                </>
              ) : null}
            </>
          ),
        }))}
      />
    </>
  );
}

/** What becomes of a CURP that is typed here. */
export function WhatIsKept() {
  const { t } = usePage();
  return (
    <Prose>
      <h2>{t('identity:kept.title')}</h2>
      <p>{t('identity:kept.hash')}</p>
      <p>{t('identity:kept.once')}</p>
      <p>{t('identity:kept.public')}</p>
    </Prose>
  );
}
