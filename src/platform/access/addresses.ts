/** Where people sign in. `volver` in its query says where they wanted to go. */
export const signInPath = '/entrar';

/** Where people find what is theirs. */
export const accountPath = '/cuenta';

/** Where staff work. */
export const staffPath = '/gestion';

/** Where somebody sets up a second factor, or gives it for this session. */
export const secondFactorPath = '/cuenta/segundo-factor';

/** Whether a text is an address within the platform, as which it may be gone to after signing in. */
export function isLocalAddress(text: string): boolean {
  return (
    /^\/(?![/\\])[^\s\\]*$/.test(text) &&
    text.length <= 1000 &&
    URL.canParse(text, 'http://tequio.invalid') &&
    new URL(text, 'http://tequio.invalid').host === 'tequio.invalid'
  );
}

/** The page to sign in on, which leads back to a Spanish path afterwards. */
export function signInAddress(back: string): string {
  return `${signInPath}?volver=${encodeURIComponent(back)}`;
}
