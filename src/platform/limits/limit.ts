import { sql } from 'drizzle-orm';
import type { Orm } from '../database/types.ts';
import { Problem } from '../errors/problem.ts';
import { rateLimits } from './schema.ts';

/** How often something may be done: so many at once, and as many again in every period. */
export interface Allowance {
  /** Names what is limited; part of the key. */
  name: string;
  /** How many may come at once. */
  burst: number;
  /** In how many seconds a used allowance is whole again. */
  periodSeconds: number;
}

export type Turn = { granted: true } | { granted: false; retryAfterSeconds: number };

/**
 * Takes one turn of an allowance (generic cell rate algorithm), in one statement: it holds across processes and
 * restarts. A turn that is not granted uses nothing up.
 * @param who a keyed hash of whom the allowance is for; never an address or a name itself
 */
export async function takeTurn(
  orm: Orm,
  { name, burst, periodSeconds }: Allowance,
  who: string,
  now: Date,
): Promise<Turn> {
  const stepMs = (periodSeconds * 1000) / burst;
  const at = now.toISOString();
  const full = rateLimits.fullAt;
  const base = sql`greatest(${full}, ${at}::timestamptz)`;
  const step = sql`make_interval(secs => ${stepMs / 1000}::float8)`;
  const latest = sql`${at}::timestamptz + make_interval(secs => ${(periodSeconds * 1000 - stepMs + 0.5) / 1000}::float8)`;
  const key = `${name} ${who}`;
  const [taken] = await orm
    .insert(rateLimits)
    .values({ key, fullAt: sql`${at}::timestamptz + ${step}` })
    .onConflictDoUpdate({
      target: rateLimits.key,
      set: { fullAt: sql`${base} + ${step}` },
      setWhere: sql`${base} <= ${latest}`,
    })
    .returning({ fullAt: full });
  if (taken) return { granted: true };
  const [row] = await orm.select({ fullAt: full }).from(rateLimits).where(sql`${rateLimits.key} = ${key}`);
  const waitMs = row ? row.fullAt.getTime() - now.getTime() - (periodSeconds * 1000 - stepMs) : 0;
  return { granted: false, retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)) };
}

/** Gives back a turn that does not count after all, such as that of an attempt that succeeded. */
export async function returnTurn(
  orm: Orm,
  { name, burst, periodSeconds }: Allowance,
  who: string,
): Promise<void> {
  const step = sql`make_interval(secs => ${periodSeconds / burst}::float8)`;
  await orm
    .update(rateLimits)
    .set({ fullAt: sql`${rateLimits.fullAt} - ${step}` })
    .where(sql`${rateLimits.key} = ${`${name} ${who}`}`);
}

const whatWasTooMuch = {
  attempts: { es: 'Se intentó demasiadas veces.', en: 'This was tried too often.' },
  reads: {
    es: 'Llegaron demasiadas solicitudes desde tu red.',
    en: 'Too many requests came from your network.',
  },
};

/** 429: too often. The answer says when it may be tried again. */
export function tooOften(retryAfterSeconds: number, of: keyof typeof whatWasTooMuch = 'attempts'): Problem {
  const minutes = Math.ceil(retryAfterSeconds / 60);
  const wait =
    retryAfterSeconds < 90
      ? {
          es: retryAfterSeconds === 1 ? '1 segundo' : `${retryAfterSeconds} segundos`,
          en: retryAfterSeconds === 1 ? '1 second' : `${retryAfterSeconds} seconds`,
        }
      : { es: `${minutes} minutos`, en: `${minutes} minutes` };
  return new Problem(
    429,
    {
      es: `${whatWasTooMuch[of].es} Espera ${wait.es} y vuelve a intentar.`,
      en: `${whatWasTooMuch[of].en} Wait ${wait.en} and try again.`,
    },
    undefined,
    'tooOften',
    retryAfterSeconds,
  );
}

/** Takes a turn or refuses. @throws Problem 429 */
export async function requireTurn(orm: Orm, allowance: Allowance, who: string, now: Date): Promise<void> {
  const turn = await takeTurn(orm, allowance, who, now);
  if (!turn.granted) throw tooOften(turn.retryAfterSeconds);
}

/** Forgets allowances that are whole again: they say nothing any more. */
export async function forgetWhole(orm: Orm, now: Date): Promise<void> {
  await orm.delete(rateLimits).where(sql`${rateLimits.fullAt} < ${now.toISOString()}::timestamptz`);
}
