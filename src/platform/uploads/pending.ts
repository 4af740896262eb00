import { and, desc, eq, getTableColumns, lt } from 'drizzle-orm';
import { z } from 'zod';
import type { LoadCheck } from '../data-sets/check.ts';
import { isId, newId } from '../database/identifier.ts';
import type { Orm } from '../database/types.ts';
import type { Job } from '../jobs/job.ts';
import { pendingUploads } from './schema.ts';

/** How many files one person may leave undecided. */
export const mostPending = 5;

const keptHours = 24;

export type PendingUpload = typeof pendingUploads.$inferSelect;
export type PendingSummary = Omit<PendingUpload, 'bytes'>;

const { bytes: _, ...withoutBytes } = getTableColumns(pendingUploads);

/** The files that a person has not decided on, newest first. */
export function pendingOf(orm: Orm, person: string): Promise<PendingSummary[]> {
  return orm
    .select(withoutBytes)
    .from(pendingUploads)
    .where(eq(pendingUploads.person, person))
    .orderBy(desc(pendingUploads.id));
}

const own = (id: string, person: string) => and(eq(pendingUploads.id, id), eq(pendingUploads.person, person));

/** A person's own undecided file without its bytes; undefined for those of others and those that are gone. */
export async function findPending(orm: Orm, id: string, person: string): Promise<PendingSummary | undefined> {
  if (!isId(id)) return undefined;
  const [found] = await orm.select(withoutBytes).from(pendingUploads).where(own(id, person));
  return found;
}

/** The same with its bytes. */
export async function readPending(orm: Orm, id: string, person: string): Promise<PendingUpload | undefined> {
  if (!isId(id)) return undefined;
  const [found] = await orm.select().from(pendingUploads).where(own(id, person));
  return found;
}

/** Keeps a file until it is decided on. @returns its identifier */
export async function keepPending(orm: Orm, upload: Omit<PendingUpload, 'id'>): Promise<string> {
  const id = newId();
  await orm.insert(pendingUploads).values({ id, ...upload });
  return id;
}

/** Says anew what was found in a file: the records have changed since it was checked. */
export async function updateCheck(orm: Orm, id: string, check: LoadCheck): Promise<void> {
  await orm.update(pendingUploads).set({ check }).where(eq(pendingUploads.id, id));
}

/** Takes a person's undecided file away. @returns whether it was there */
export async function removePending(orm: Orm, id: string, person: string): Promise<boolean> {
  const gone = await orm.delete(pendingUploads).where(own(id, person)).returning({ id: pendingUploads.id });
  return gone.length > 0;
}

/** Takes away all that a person has left undecided. */
export async function removeAllPending(orm: Orm, person: string): Promise<void> {
  await orm.delete(pendingUploads).where(eq(pendingUploads.person, person));
}

/** Takes away what nobody has decided on for a day. */
export const forgetPending: Job<Record<string, never>> = {
  name: 'uploads.forget',
  title: (t) => t('uploads:jobs.forget'),
  input: z.object({}),
  schedule: '37 * * * *',
  async run({ orm, now }) {
    const before = new Date(now().getTime() - keptHours * 3600 * 1000);
    await orm.delete(pendingUploads).where(lt(pendingUploads.sentAt, before));
  },
};
