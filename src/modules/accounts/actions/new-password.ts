import { hashPassword, verifyPassword } from 'better-auth/crypto';
import { type PasswordFault, passwordFault } from '../rules/password.ts';

let common: Promise<ReadonlySet<string>> | undefined;

/** Passwords that many people use, in lower case: read when first needed, as few processes ever do. */
async function commonPasswords(): Promise<ReadonlySet<string>> {
  common ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Set(dictionary['passwords-common'].map((password) => password.toLowerCase())),
  );
  return common;
}

/** Why a password is not taken; undefined for one that is. @param own the person's name and address */
export async function faultOfPassword(
  password: string,
  own: readonly string[],
): Promise<PasswordFault | undefined> {
  const known = await commonPasswords();
  return passwordFault(password, own, (text) => known.has(text));
}

/** The hash of a password as it is kept (scrypt). The library sees to it that one password typed in two ways is one. */
export function hashOf(password: string): Promise<string> {
  return hashPassword(password);
}

/** Whether a password is the one that was hashed. It takes as long where there is none to compare with. */
export async function matches(hash: string | null | undefined, password: string): Promise<boolean> {
  if (hash) return verifyPassword({ hash, password });
  await hashPassword(password);
  return false;
}
