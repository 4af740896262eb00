import { secondFactorPath } from '#platform/access/addresses.ts';

/** The pages about a person's second factor. */
export const newFactorPath = `${secondFactorPath}/nuevo` as const;
export const activatePath = `${secondFactorPath}/activar` as const;
export const codesPath = `${secondFactorPath}/codigos` as const;
export const switchOffPath = `${secondFactorPath}/quitar` as const;

/** Where somebody gives their second factor while signing in. */
export const challengePath = '/entrar/segundo-factor' as const;
