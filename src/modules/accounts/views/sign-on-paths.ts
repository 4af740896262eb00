/** Where somebody sets out to sign in with the single sign-on. */
export const signOnPath = '/entrar/unico' as const;

/** Where a newcomer opens an account, and proves the address that the single sign-on did not vouch for. */
export const newcomerPath = `${signOnPath}/nuevo` as const;
export const newcomerCodePath = `${signOnPath}/codigo` as const;

/** Where a sign-on that came to nothing says why. */
export const signOnFailedPath = `${signOnPath}/fallo` as const;

/** The single sign-on of one's own account. */
export const ownSignOnPath = '/cuenta/acceso-unico' as const;
