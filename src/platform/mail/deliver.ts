import { z } from 'zod';
import type { Job } from '../jobs/job.ts';
import type { Services } from '../services.ts';
import { mailConnections, refusalOf } from './mailer.ts';
import { messageOf } from './message.tsx';
import {
  forgetLetters,
  heldUntil,
  letterFailed,
  letterPutBack,
  letterSent,
  overdueLetters,
  type StoredLetter,
  takeLetter,
} from './store.ts';

/** How long a letter stays in the hands of one worker: longer than sending may take. */
const holdMs = 120_000;

async function sendAgainLater(services: Services, letter: StoredLetter, fault: string): Promise<void> {
  const now = services.now();
  const pause = services.mailer.pauseAfter(letter.attempts);
  if (pause === undefined) return letterFailed(services.orm, letter, fault, now);
  const dueAt = new Date(now.getTime() + pause * 1000);
  await services.orm.transaction(async (tx) => {
    await letterPutBack(tx, letter, fault, dueAt);
    await services.jobs.enqueue(tx, deliverLetter, { letter: letter.id }, { key: letter.id, after: dueAt });
  });
}

async function send(services: Services, letter: StoredLetter): Promise<void> {
  const { orm, mailer, now, log } = services;
  const told = { letter: letter.id, kind: letter.kind, attempt: letter.attempts };
  try {
    await mailer.send(letter.id, messageOf(services, letter));
  } catch (error) {
    const { fault, final } = refusalOf(error);
    log.warn({ ...told, fault, final }, 'letter not sent');
    return final ? letterFailed(orm, letter, fault, now()) : sendAgainLater(services, letter, fault);
  }
  await letterSent(orm, letter, now());
  log.info(told, 'letter sent');
}

/**
 * Delivers one letter. The row says where it stands, and only who has taken it sends it. A process that is killed
 * between the mail server's yes and writing it down has the letter sent once more, under the same Message-ID.
 */
export const deliverLetter: Job<{ letter: string }> = {
  name: 'mail.deliver',
  title: (t) => t('mail:jobs.names.deliver'),
  input: z.object({ letter: z.uuid() }),
  concurrency: mailConnections,
  expireSeconds: 180,
  async run(services, { letter: id }) {
    const { orm, now, jobs } = services;
    const at = now();
    const letter = await takeLetter(orm, id, at, new Date(at.getTime() + holdMs));
    if (letter) return send(services, letter);
    // Another worker has it. Should that one be killed, this looks again.
    const after = await heldUntil(orm, id);
    if (after) await jobs.enqueue(orm, deliverLetter, { letter: id }, { key: id, after });
  },
};

const hourMs = 3600 * 1000;
const dayMs = 24 * hourMs;

/** Looks for letters that no job remembers, and forgets old ones. */
export const tendLetters: Job<Record<string, never>> = {
  name: 'mail.tend',
  title: (t) => t('mail:jobs.names.tend'),
  input: z.object({}),
  schedule: '17 * * * *',
  async run({ orm, now, jobs }) {
    const at = now().getTime();
    await forgetLetters(orm, { words: new Date(at - 3 * dayMs), letters: new Date(at - 30 * dayMs) });
    for (const letter of await overdueLetters(orm, new Date(at - hourMs))) {
      await jobs.enqueue(orm, deliverLetter, { letter }, { key: letter });
    }
  },
};
