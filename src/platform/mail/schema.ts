import { index, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { Placements } from '../database/types.ts';
import type { Lang } from '../i18n/languages.ts';
import type { LetterPart } from './letter.ts';

/** Waiting for its turn, in the hands of a worker, taken by the mail server, or given up. */
export const letterStates = ['waiting', 'sending', 'sent', 'failed'] as const;
export type LetterState = (typeof letterStates)[number];

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
    /** Emptied once delivered, and some days after it was given up: it may hold links that let people in. */
    body: jsonb().$type<readonly LetterPart[]>().notNull(),
    /** The list that one click takes the person off; null for letters that answer something they did. */
    list: text(),
    state: text().$type<LetterState>().notNull(),
    attempts: integer().notNull(),
    /** How the last attempt failed, as a code: `550 5.1.1`. What the mail server says beside it may name the person. */
    fault: text(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
    /** When the next attempt is due; of a letter in the hands of a worker, when another one may take it. */
    dueAt: timestamp('due_at', { withTimezone: true }).notNull(),
    /** When it was delivered or given up. */
    endedAt: timestamp('ended_at', { withTimezone: true }),
  },
  (table) => [
    index('mail_letters_person').on(table.person),
    index('mail_letters_state').on(table.state, table.id),
  ],
);

export const placements: Placements = { mail_letters: 'local' };
