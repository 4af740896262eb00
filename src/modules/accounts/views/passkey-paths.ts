/** Where passkeys are signed in with and added. What a browser needs for it is asked for at the same address + `/opciones`. */
export const passkeySignInPath = '/entrar/llave' as const;
export const passkeysPath = '/cuenta/llaves' as const;
