import { accountPath, signInPath } from '#platform/access/addresses.ts';
import type { HtmlResult, PageResult } from '#platform/http/results.ts';
import type { PageRequest } from '#platform/module.ts';
import { Band, type Entry, type FieldError, NextSteps, PageHeading } from '#platform/ui/index.ts';
import { goOn, withBack } from './own.ts';
import { challengePath } from './second-factor/addresses.ts';

/** A page of accounts as it is sent: search engines do not list it, and a form that came back says so. */
export function accountResult(
  page: Pick<HtmlResult, 'title' | 'description' | 'main'>,
  errors: readonly FieldError[] = [],
): HtmlResult {
  return {
    kind: 'html',
    indexed: false,
    ...(errors.length > 0 ? { status: 422, failed: true } : {}),
    ...page,
  };
}

/** A form that came back because it was sent too often: with the time after which it may be sent again. */
export function waitResult(result: HtmlResult, { answer }: PageRequest, seconds: number): HtmlResult {
  answer.set('retry-after', String(seconds));
  return { ...result, status: 429 };
}

/** Seconds as whole minutes, one at least. */
export function minutes(seconds: number): number {
  return Math.max(1, Math.ceil(seconds / 60));
}

/** Where somebody goes on who has signed in, or has shown one of two factors. */
export function signedIn(kind: 'entered' | 'second-factor', back: string | undefined): PageResult {
  if (kind === 'entered') return goOn(back);
  return goOn(withBack(challengePath, back));
}

/** The page of a link that can not be used: the ways to a new one. */
export function voidLink(
  { page }: PageRequest,
  next: readonly ('signUp' | 'enter' | 'recover' | 'email')[],
): HtmlResult {
  const { t, href } = page;
  const places = {
    signUp: '/registro',
    enter: signInPath,
    recover: '/recuperar',
    email: `${accountPath}/correo`,
  };
  const items: Entry[] = next.map((one) => ({
    title: t(`accounts:void.${one}`),
    text: t(`accounts:void.${one}Text`),
    href: href(places[one]),
  }));
  const title = t('accounts:void.title');
  return {
    kind: 'html',
    status: 404,
    title,
    description: t('accounts:void.text'),
    indexed: false,
    main: (
      <Band>
        <PageHeading title={title} lead={t('accounts:void.text')} />
        <NextSteps items={items} />
      </Band>
    ),
  };
}

/** The page after a letter was asked for. It says the same whoever the address belongs to. */
export function letterSent(
  { page }: PageRequest,
  { title, texts, again }: { title: string; texts: readonly string[]; again: string },
): HtmlResult {
  const { t, href } = page;
  return accountResult({
    title,
    description: texts[0] ?? title,
    main: (
      <Band>
        <PageHeading title={title} lead={texts[0]} />
        {[...texts.slice(1), t('accounts:letter.spam')].map((text) => (
          <p>{text}</p>
        ))}
        <NextSteps
          items={[
            {
              title: t('accounts:letter.back'),
              text: t('accounts:letter.backText'),
              href: href(signInPath),
            },
            { title: t('accounts:letter.again'), text: t('accounts:letter.againText'), href: href(again) },
          ]}
        />
      </Band>
    ),
  });
}
