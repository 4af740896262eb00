/** The letters of a name that every client understands: those of ASCII, without what ends the name or leads elsewhere. */
function plainName(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]|["\\%/]/g, '_');
}

/** What RFC 8187 leaves as it is and `encodeURIComponent` does too, less the signs that only the latter leaves. */
function extendedName(name: string): string {
  return encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/**
 * The headers of a file that is to be kept and not shown (RFC 6266): whatever is in it, the browser runs nothing of it
 * and lets it do nothing in the name of this site.
 */
export function attachmentHeaders(filename: string): Record<string, string> {
  const plain = plainName(filename);
  const extended = plain === filename ? '' : `; filename*=UTF-8''${extendedName(filename)}`;
  return {
    'content-disposition': `attachment; filename="${plain}"${extended}`,
    'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
  };
}
