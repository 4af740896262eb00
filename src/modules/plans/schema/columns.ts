import { date, integer, timestamp } from 'drizzle-orm/pg-core';

export const moment = (name: string) => timestamp(name, { withTimezone: true });
export const day = (name: string) => date(name, { mode: 'string' });

/** Raised by every change: whoever writes names the version they saw, so that nobody overwrites what they have not seen. */
export const version = () => integer().notNull().default(1);

/**
 * The version that a load wrote last; null for what was recorded here. A row whose version is another was changed here
 * since, and loads leave it alone.
 */
export const loadedVersion = () => integer('loaded_version');
