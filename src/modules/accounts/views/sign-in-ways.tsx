import type { Child } from 'hono/jsx';
import type { Config } from '#platform/config/config.ts';
import type { PageRequest } from '#platform/module.ts';
import { ButtonLink } from '#platform/ui/index.ts';
import { passkeysOffered } from '../actions/passkeys.ts';
import { PasskeyForm } from './passkey-form.tsx';
import { passkeySignInPath } from './passkey-paths.ts';
import { signOnPath } from './sign-on-paths.ts';

export interface SignInWayProps {
  request: PageRequest;
  /** Where the person wanted to go: a Spanish path of ours. */
  back: string | undefined;
}

/** A way to sign in besides the password and the link, shown below them; null where it is not offered. */
export type SignInWay = (props: SignInWayProps) => Child | null;

/** With a passkey. It shows itself where the browser can do it: see `PasskeyForm`. */
const byPasskey: SignInWay = ({ request, back }) =>
  passkeysOffered(request.services.config) ? (
    <PasskeyForm
      kind="sign-in"
      action={passkeySignInPath}
      hidden={{ volver: back ?? '' }}
      button={request.page.t('factors:passkey.enter')}
      secondary
    >
      <p>{request.page.t('factors:passkey.enterText')}</p>
    </PasskeyForm>
  ) : null;

/** With the government's single sign-on, where the platform is tied to one. A link: the way out leads to another site. */
const bySignOn: SignInWay = ({ request, back }) => {
  const { t, href } = request.page;
  const { oidc } = request.services.config;
  if (!oidc) return null;
  return (
    <>
      <p>{t('factors:signOn.enterText', { provider: oidc.name })}</p>
      <p>
        <ButtonLink
          kind="secondary"
          href={href(back ? `${signOnPath}?volver=${encodeURIComponent(back)}` : signOnPath)}
        >
          {t('factors:signOn.enter', { provider: oidc.name })}
        </ButtonLink>
      </p>
    </>
  );
};

/** The other ways there are, in the order in which they are shown. */
export const signInWays: readonly SignInWay[] = [bySignOn, byPasskey];

/** The scripts that the page they stand on asks for. */
export function signInScripts(config: Config): readonly string[] {
  return passkeysOffered(config) ? ['passkey'] : [];
}
