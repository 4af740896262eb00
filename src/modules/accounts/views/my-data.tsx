import {
  Button,
  ButtonLink,
  type FieldError,
  Form,
  Prose,
  SummaryList,
  TextField,
  usePage,
} from '#platform/ui/index.ts';

/** The rights over one's data (ARCO), each with what can be done here. */
export function Rights() {
  const { t, href } = usePage();
  const places = ['correo', 'residencia', 'identidad', 'avisos'] as const;
  return (
    <>
      <section aria-labelledby="acceso">
        <h2 id="acceso">{t('identity:data.access.title')}</h2>
        <p>{t('identity:data.access.text')}</p>
        <p>
          <ButtonLink href="/cuenta/datos/descarga.json">{t('identity:data.access.link')}</ButtonLink>
        </p>
      </section>
      <section aria-labelledby="rectificacion">
        <h2 id="rectificacion">{t('identity:data.rectification.title')}</h2>
        <p>{t('identity:data.rectification.text')}</p>
        <ul>
          <li>
            <a href={href('/cuenta')}>{t('identity:data.rectification.name')}</a>
          </li>
          {places.map((place) => (
            <li>
              <a href={href(`/cuenta/${place}`)}>{t(`accounts:sections.${place}.title`)}</a>
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="cancelacion">
        <h2 id="cancelacion">{t('identity:data.cancellation.title')}</h2>
        <p>{t('identity:data.cancellation.text')}</p>
        <p>
          <ButtonLink kind="warning" href={href('/cuenta/datos/borrar')}>
            {t('identity:data.cancellation.link')}
          </ButtonLink>
        </p>
      </section>
      <section aria-labelledby="oposicion">
        <h2 id="oposicion">{t('identity:data.objection.title')}</h2>
        <p>{t('identity:data.objection.text')}</p>
        <p>
          <a href={href('/privacidad')}>{t('identity:data.objection.link')}</a>
        </p>
      </section>
    </>
  );
}

/** What erasing an account would take and leave, and how its owner confirms it. */
export interface ErasureFacts {
  email: string;
  /** Whether there is a password to confirm with. */
  password: boolean;
  /** What a link in a letter holds, where the page was reached by one. */
  link: string;
  /** The public acts by the name of their kind. */
  acts: readonly { name: string; count: number }[];
  /** How many roles they have. */
  grants: number;
  verified: boolean;
}

export function WhatGoes() {
  const { t } = usePage();
  const parts = ['account', 'access', 'identity', 'letters', 'trail', 'salts'] as const;
  return (
    <Prose>
      <h2>{t('identity:erase.goes.title')}</h2>
      <p>{t('identity:erase.goes.text')}</p>
      <ul>
        {parts.map((part) => (
          <li>{t(`identity:erase.goes.${part}`)}</li>
        ))}
      </ul>
    </Prose>
  );
}

export function WhatStays({ facts: { acts, grants, verified } }: { facts: ErasureFacts }) {
  const { t, format } = usePage();
  return (
    <>
      <Prose>
        <h2>{t('identity:erase.stays.title')}</h2>
        <p>{t(acts.length > 0 ? 'identity:erase.stays.text' : 'identity:erase.stays.nothing')}</p>
      </Prose>
      {acts.length > 0 ? (
        <SummaryList rows={acts.map(({ name, count }) => ({ key: name, value: format.integer(count) }))} />
      ) : null}
      <Prose>
        {verified ? <p>{t('identity:erase.stays.verified')}</p> : null}
        {grants > 0 ? <p>{t('identity:erase.stays.grants', { count: grants })}</p> : null}
        <p>{t('identity:erase.stays.copies')}</p>
      </Prose>
    </>
  );
}

export interface ErasureFormProps {
  facts: ErasureFacts;
  errors: readonly FieldError[];
  /** Whether a letter has just been sent. */
  sent: boolean;
}

/** The last step: a password, or a link in a letter for those who have none. */
export function ErasureForm({ facts: { email, password, link }, errors, sent }: ErasureFormProps) {
  const { t, href } = usePage();
  const confirm = <Button kind="warning">{t('identity:erase.confirm')}</Button>;
  const action = href('/cuenta/datos/borrar');
  if (password) {
    return (
      <Form action={action} errors={errors}>
        <h2>{t('identity:erase.last')}</h2>
        <TextField
          name="password"
          type="password"
          label={t('identity:erase.password')}
          hint={t('identity:erase.passwordHint')}
          autocomplete="current-password"
          width={20}
        />
        {confirm}
      </Form>
    );
  }
  if (link !== '' && errors.length === 0) {
    return (
      <Form action={action} hidden={{ enlace: link }}>
        <h2>{t('identity:erase.last')}</h2>
        <p>{t('identity:erase.linkOpened')}</p>
        {confirm}
      </Form>
    );
  }
  return (
    <Form action={href('/cuenta/datos/borrar/enlace')} errors={errors}>
      <h2>{t('identity:erase.last')}</h2>
      <p>{t('identity:erase.byLetter', { email })}</p>
      <Button kind="warning">{t(`identity:erase.${sent ? 'sendAgain' : 'send'}`)}</Button>
    </Form>
  );
}
