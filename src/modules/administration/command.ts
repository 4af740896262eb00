import { Problem } from '#platform/errors/problem.ts';
import { StartError } from '#platform/errors/start-error.ts';
import type { Services } from '#platform/services.ts';
import { type AdminAnswer, administer, adminSchema } from './actions/administrators.ts';

const usage =
  'Usage: admin create <e-mail> [--name <name>], admin list, admin withdraw <e-mail>. See --help.';

/** Reads the arguments of `tequio admin`, as they go to the process that has the database. @throws StartError */
export function readAdminCommand(positional: readonly string[], options: Readonly<Record<string, string>>) {
  const [verb, email, ...rest] = positional;
  const parsed = adminSchema.safeParse({ verb, ...(email === undefined ? {} : { email }), ...options });
  if (parsed.success && rest.length === 0) return parsed.data;
  const noAddress = !parsed.success && parsed.error.issues.some(({ path }) => path[0] === 'email');
  if (noAddress && email !== undefined)
    throw new StartError(`"${email}" is not an e-mail address. ${usage}`, 2);
  throw new StartError(usage, 2);
}

/** Carries the command out where the database is open. @throws StartError where it is refused */
export async function administerHere(services: Services, { args }: { args: unknown }): Promise<AdminAnswer> {
  const request = adminSchema.safeParse(args);
  if (!request.success) throw new StartError(usage, 2);
  try {
    return await administer(services, request.data);
  } catch (error) {
    if (error instanceof Problem) throw new StartError(error.detail.en);
    throw error;
  }
}
