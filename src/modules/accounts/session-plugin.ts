import { randomBytes } from 'node:crypto';
import type { BetterAuthPlugin } from 'better-auth';
import { createAuthEndpoint, createAuthMiddleware, getSessionFromCtx } from 'better-auth/api';
import { deleteSessionCookie, setSessionCookie } from 'better-auth/cookies';
import { symmetricDecrypt } from 'better-auth/crypto';
import { and, eq, lt } from 'drizzle-orm';
import { z } from 'zod';
import type { Orm } from '#platform/database/types.ts';
import { stepOfCode } from './rules/totp.ts';
import { personSecondFactors } from './schema.ts';

type Context = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];

/** Where the library takes a second factor, or what counts as one. */
const strongPaths: readonly string[] = [
  '/two-factor/verify-totp',
  '/two-factor/verify-backup-code',
  '/passkey/verify-authentication',
];

/** How long somebody has to give their second factor after the first, in seconds. */
const challengeSeconds = 600;

/** The name of the challenge that the browser holds, where it holds one. */
async function challengeName(ctx: Context): Promise<string | null> {
  const cookie = ctx.context.createAuthCookie('two_factor');
  return (await ctx.getSignedCookie(cookie.name, ctx.context.secret)) || null;
}

/** Whose second factor is asked for in this browser; null where none is. */
async function challengedPerson(ctx: Context): Promise<string | null> {
  const name = await challengeName(ctx);
  const found = name ? await ctx.context.internalAdapter.findVerificationValue(name) : null;
  return found && found.expiresAt > new Date() ? found.value : null;
}

/** Takes back the session that a first factor gave, and asks for the second one instead: in the form the library has for it. */
async function challenge(ctx: Context, token: string, person: string): Promise<void> {
  const { internalAdapter } = ctx.context;
  deleteSessionCookie(ctx, true);
  await internalAdapter.deleteSession(token);
  ctx.context.setNewSession(null);
  const cookie = ctx.context.createAuthCookie('two_factor', { maxAge: challengeSeconds });
  const identifier = `2fa-${randomBytes(20).toString('hex')}`;
  const expiresAt = new Date(Date.now() + challengeSeconds * 1000);
  await internalAdapter.createVerificationValue({ value: person, identifier, expiresAt });
  await internalAdapter.createVerificationValue({
    ...{ value: '0', identifier: `2fa-attempts-${identifier}`, expiresAt },
  });
  await ctx.setSignedCookie(cookie.name, identifier, ctx.context.secret, cookie.attributes);
}

/** What a code is replaced by that was used before: no application gives it, so it counts as a wrong one. */
const noCode = '';

/**
 * Sees that a code of an application is good once: takes its time step, in one statement, before the library looks at
 * it. The steps are those of the library's own clock.
 */
async function takeStep(ctx: Context, orm: Orm, code: string): Promise<boolean> {
  const person = (await getSessionFromCtx(ctx))?.user.id ?? (await challengedPerson(ctx));
  if (!person) return false;
  const mine = eq(personSecondFactors.userId, person);
  const [factor] = await orm.select().from(personSecondFactors).where(mine);
  if (!factor?.secret) return false;
  const secret = await symmetricDecrypt({ key: ctx.context.secretConfig, data: factor.secret });
  const step = stepOfCode(secret, code, new Date());
  if (step === undefined) return false;
  const taken = await orm
    .update(personSecondFactors)
    .set({ usedStep: step })
    .where(and(mine, lt(personSecondFactors.usedStep, step)))
    .returning({ id: personSecondFactors.id });
  return taken.length > 0;
}

/** Marks the session that a request has or was given as one with a second factor. The only place that does. */
async function markSecondFactor(ctx: Context): Promise<void> {
  const { newSession, session, internalAdapter } = ctx.context;
  const token = newSession?.session.token ?? session?.session.token;
  if (token) await internalAdapter.updateSession(token, { secondFactor: true });
}

/** After a session was begun: whether a second factor is to be asked for first. */
const afterSession = createAuthMiddleware(async (ctx) => {
  const made = ctx.context.newSession;
  if (!made) return;
  const before = ctx.context.session;
  if (before?.user.id === made.user.id) {
    // The same person in a renewed session: it is as strong as it was, unless the factor is what was taken away.
    const stays = before.session.secondFactor === true && ctx.path !== '/two-factor/disable';
    if (stays) await ctx.context.internalAdapter.updateSession(made.session.token, { secondFactor: true });
    return;
  }
  if (made.user.twoFactorEnabled !== true) return;
  await challenge(ctx, made.session.token, made.user.id);
  return ctx.json({ twoFactorRedirect: true });
});

const afterStrong = createAuthMiddleware(async (ctx) => {
  const { returned } = ctx.context;
  if (!(returned instanceof Error)) await markSecondFactor(ctx);
});

/**
 * How sessions begin here, whatever the first factor is: an account with a second factor gets a session only with it.
 * (The library asks for it after a password only.) And what it takes for a session to count as one with a second factor.
 */
export function sessionPlugin({ orm }: { orm: Orm }) {
  return {
    id: 'tequio-sessions',
    endpoints: {
      /** Begins a session of somebody who has shown who they are in a way that the library knows nothing of. */
      beginSession: createAuthEndpoint.serverOnly(
        { method: 'POST', body: z.object({ person: z.string() }) },
        async (ctx) => {
          const user = await ctx.context.internalAdapter.findUserById(ctx.body.person);
          if (!user) return ctx.json({ begun: false });
          const session = await ctx.context.internalAdapter.createSession(user.id);
          await setSessionCookie(ctx, { session, user });
          return ctx.json({ begun: true });
        },
      ),
      /** Whose second factor is asked for in this browser. */
      pendingChallenge: createAuthEndpoint.serverOnly({ method: 'POST' }, async (ctx) =>
        ctx.json({ person: await challengedPerson(ctx) }),
      ),
    },
    hooks: {
      before: [
        {
          matcher: ({ path }) => path === '/two-factor/verify-totp',
          handler: createAuthMiddleware(async (ctx) => {
            const code = await takeStep(ctx, orm, String(ctx.body?.code ?? ''));
            return { context: { body: { ...ctx.body, code: code ? ctx.body.code : noCode } } };
          }),
        },
      ],
      after: [
        { matcher: ({ path }) => strongPaths.includes(path ?? ''), handler: afterStrong },
        { matcher: ({ path }) => !strongPaths.includes(path ?? ''), handler: afterSession },
      ],
    },
  } satisfies BetterAuthPlugin;
}
