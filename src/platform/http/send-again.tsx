import { Band, Button, type FormValues, PageHeading, Prose, usePage } from '../ui/index.ts';

/** For somebody whose session ended while they wrote: a way to sign in beside this page, and a button that sends everything again. */
export function SendAgain({ signIn, values }: { signIn: string; values: FormValues }) {
  const { t } = usePage();
  const fields = Object.entries(values).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value ?? '']).map((each: string) => ({ name, value: each })),
  );
  return (
    <Band>
      <PageHeading title={t('again.title')} lead={t('again.text')} />
      <Prose>
        <ol>
          <li>
            <a href={signIn} target="_blank" rel="noopener">
              {t('again.signIn')}
            </a>
          </li>
          <li>{t('again.back')}</li>
        </ol>
      </Prose>
      <form method="post">
        {fields.map(({ name, value }) => (
          <textarea name={name} hidden>
            {value.startsWith('\n') ? `\n${value}` : value}
          </textarea>
        ))}
        <Button>{t('again.send')}</Button>
      </form>
    </Band>
  );
}
