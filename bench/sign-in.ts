import { join } from 'node:path';
import { hashPassword } from 'better-auth/crypto';
import { readMailFolder } from '../test/support/mail.ts';
import { type Server, startPlatform, withFolder } from './program.ts';
import { median, ms, percentile, tell } from './report.ts';

const password = 'lluvia sobre el comal';
/** After 20 wrong passwords an account takes no more from strange browsers for a while. */
const accounts = 4;
const triesPerAccount = 15;
let clients = 0;

/** Sends a form as the page of the platform does, each time from a network address of its own. */
async function send(platform: Server, path: string, values: Record<string, string>): Promise<Response> {
  clients += 1;
  return fetch(platform.address + path, {
    method: 'POST',
    body: new URLSearchParams(values),
    redirect: 'manual',
    headers: {
      'sec-fetch-site': 'same-origin',
      origin: platform.address,
      'x-forwarded-for': `198.51.${100 + (clients >> 8)}.${clients & 255}`,
    },
  });
}

function requireStatus(response: Response, status: number, what: string): void {
  if (response.status !== status) throw new Error(`${what}: ${response.status} in place of ${status}`);
}

async function letterTo(dataDir: string, address: string): Promise<string> {
  const deadline = performance.now() + 30_000;
  while (performance.now() < deadline) {
    const letter = (await readMailFolder(dataDir)).find(({ to }) => to === address);
    if (letter?.links[0]) return letter.links[0];
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`No letter to ${address}`);
}

async function openAccount(platform: Server, dataDir: string, email: string): Promise<void> {
  const wish = { name: 'Persona Ficticia', email, password, privacidad: 'si' };
  requireStatus(await send(platform, '/registro', wish), 303, 'sign-up');
  const token = new URL(await letterTo(dataDir, email)).searchParams.get('token') ?? '';
  requireStatus(await send(platform, '/confirmar', { token, password }), 303, 'confirmation');
}

async function timeOf(platform: Server, email: string, given: string, status: number): Promise<number> {
  const start = performance.now();
  const response = await send(platform, '/entrar', { email, password: given });
  await response.arrayBuffer();
  const took = performance.now() - start;
  requireStatus(response, status, 'sign-in');
  return took;
}

async function hashOnce(): Promise<number> {
  const start = performance.now();
  await hashPassword(password);
  return performance.now() - start;
}

/**
 * How long a sign-in takes beside what a password's hash costs by itself, and that a stranger cannot tell by the time
 * whether an address has an account. The kinds take turns, so that they meet the same machine.
 */
export function benchSignIn(): Promise<void> {
  return withFolder(async (folder) => {
    const dataDir = join(folder, 'data');
    const platform = await startPlatform(dataDir, {
      ...{ TEQUIO_TRUSTED_PROXIES: '127.0.0.1', TEQUIO_LOG_LEVEL: 'error' },
    });
    const times = {
      right: [] as number[],
      wrong: [] as number[],
      unknown: [] as number[],
      hash: [] as number[],
    };
    try {
      for (let account = 0; account < accounts; account += 1) {
        const email = `persona-${account}@ejemplo.test`;
        await openAccount(platform, dataDir, email);
        await timeOf(platform, email, password, 303);
        for (let attempt = 0; attempt < triesPerAccount; attempt += 1) {
          times.hash.push(await hashOnce());
          times.right.push(await timeOf(platform, email, password, 303));
          times.wrong.push(await timeOf(platform, email, 'otra cosa distinta', 422));
          const nobody = `nadie-${account}-${attempt}@ejemplo.test`;
          times.unknown.push(await timeOf(platform, nobody, 'otra cosa distinta', 422));
        }
      }
    } finally {
      await platform.stop();
    }
    const both = (values: readonly number[]) => `${ms(median(values))}, ${ms(percentile(values, 95))}`;
    const ratio = (a: readonly number[], b: readonly number[]) => (median(a) / median(b)).toFixed(2);
    tell('one bare password hash (p50, p95)', both(times.hash));
    tell('sign-in with the right password (p50, p95)', both(times.right));
    tell('sign-in with a wrong password (p50, p95)', both(times.wrong));
    tell('sign-in to no account (p50, p95)', both(times.unknown));
    tell('sign-in / bare hash', ratio(times.right, times.hash));
    tell('wrong password / no account: nothing to be told by time', ratio(times.wrong, times.unknown));
  });
}
