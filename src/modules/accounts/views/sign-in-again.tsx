import { ButtonLink, Notice, usePage } from '#platform/ui/index.ts';

/** For somebody without a password who signed in too long ago to change how they sign in. */
export function SignInAgain({ href }: { href: string }) {
  const { t } = usePage();
  return (
    <>
      <Notice title={t('factors:again.title')}>
        <p>{t('factors:again.text')}</p>
      </Notice>
      <ButtonLink href={href}>{t('factors:again.button')}</ButtonLink>
    </>
  );
}
