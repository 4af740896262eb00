import { index, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { Placements } from '../database/types.ts';
import type { Lang } from '../i18n/languages.ts';
import type { LetterPart } from './letter.ts';

/** Letters to people, written in the transaction of what they tell of and delivered by a job. */
export const mailLetters = pgTable(
  'mail_letters',
  {
    id: uuid().primaryKey(),
    /** What it is about, for the queue's page: `accounts.verify-address`. */
    kind: text().notNull(),
    /** The account it goes to; its letters go with it. */
    person: uuid(),
    address: text().notNull(),
    lang: text().$type<Lang>().notNull(),
    subject: text().notNull(),
    /** Emptied once delivered: it may hold links that let people in. */
    body: jsonb().$type<readonly LetterPart[]>().notNull(),
    /** The list that one click takes the person off; null for letters that answer something they did. */
    list: text(),
    state: text().$type<'waiting' | 'sent' | 'failed'>().notNull(),
    attempts: integer().notNull(),
    /** What the mail server said of the last attempt. */
    fault: text(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
    /** When it was delivered or given up. */
    endedAt: timestamp('ended_at', { withTimezone: true }),
  },
  (table) => [
    index('mail_letters_person').on(table.person),
    index('mail_letters_state').on(table.state, table.id),
  ],
);

export const placements: Placements = { mail_letters: 'local' };
