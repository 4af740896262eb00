/** What went wrong in a run, in words that staff may read and the log may keep: no personal data, no secret. */
export class JobFault extends Error {
  override name = 'JobFault';
}

/** Names an error without saying what it was about: `message` of most errors may hold what a person wrote. */
export function faultOf(error: unknown): string {
  if (error instanceof JobFault) return error.message;
  if (!(error instanceof Error)) return 'Error';
  const codes: string[] = [];
  for (let current: unknown = error; current instanceof Error; current = current.cause) {
    const { code } = current as { code?: unknown };
    if (typeof code === 'string' && /^[\w.-]{1,40}$/.test(code)) codes.push(code);
  }
  return [error.name, ...codes].join(' ');
}
