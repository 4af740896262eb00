import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asc } from 'drizzle-orm';
import { type ParsedMail, simpleParser } from 'mailparser';
import { mailLetters } from '#platform/mail/schema.ts';
import type { Services } from '#platform/services.ts';

export type QueuedLetter = typeof mailLetters.$inferSelect;

/** The letters in the queue, in the order in which they were written. Words of letters already sent are gone. */
export function lettersOf({ orm }: Pick<Services, 'orm'>): Promise<QueuedLetter[]> {
  return orm.select().from(mailLetters).orderBy(asc(mailLetters.id));
}

/** A letter's words taken apart. */
export interface LetterTo {
  letter: QueuedLetter;
  /** What a person reads, in one text. */
  words: string;
  /** The links, as written. */
  links: string[];
  /** The codes to type. */
  codes: string[];
}

function takenApart(letter: QueuedLetter): LetterTo {
  const words: string[] = [letter.subject];
  const links: string[] = [];
  const codes: string[] = [];
  for (const part of letter.body) {
    if (typeof part === 'string') words.push(part);
    else if ('link' in part) {
      words.push(part.label);
      links.push(part.link);
    } else if ('code' in part) codes.push(part.code);
    else {
      for (const { text, link } of part.items) {
        words.push(text);
        if (link) links.push(link);
      }
    }
  }
  return { letter, words: words.join('\n'), links, codes };
}

/** The last letter in the queue to an address, of one kind where it is given. It must be there. */
export async function letterTo(
  services: Pick<Services, 'orm'>,
  address: string,
  kind?: string,
): Promise<LetterTo> {
  const letters = await lettersOf(services);
  const letter = letters.findLast((each) => each.address === address && (!kind || each.kind === kind));
  if (!letter) throw new Error(`No letter to ${address}${kind ? ` of the kind ${kind}` : ''}`);
  return takenApart(letter);
}

/** A letter that a process without a mail server wrote into its data directory. */
export interface FolderLetter {
  to: string;
  subject: string;
  text: string;
  html: string;
  /** Every address in the text. */
  links: string[];
  parsed: ParsedMail;
}

/** The letters in the folder `mail` of a data directory, in the order in which they were written. */
export async function readMailFolder(dataDir: string): Promise<FolderLetter[]> {
  const folder = join(dataDir, 'mail');
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const letters: FolderLetter[] = [];
  for (const name of names.filter((each) => each.endsWith('.eml')).sort()) {
    const parsed = await simpleParser(await readFile(join(folder, name)));
    const text = parsed.text ?? '';
    letters.push({
      ...{ parsed, text, subject: parsed.subject ?? '', html: parsed.html || '' },
      to: [parsed.to ?? []].flat().flatMap(({ value }) => value.map(({ address }) => address))[0] ?? '',
      links: text.match(/https?:\/\/\S+/g) ?? [],
    });
  }
  return letters;
}
