import { createHmac } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Services } from '#platform/services.ts';
import { personSecondFactors } from '../../src/modules/accounts/schema.ts';
import { noteSecret } from './log-record.ts';
import { goodPassword, type Visitor } from './visitor.ts';

function bytesOf(base32: string): Buffer {
  const bits = [...base32].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter));
  const text = bits.map((five) => five.toString(2).padStart(5, '0')).join('');
  return Buffer.from((text.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)));
}

/** What an authenticator application shows (RFC 6238), written apart from the platform's own. @param ahead in steps of 30 seconds */
export function applicationCode(base32: string, ahead = 0): string {
  noteSecret('key', base32);
  const counter = Buffer.alloc(8);
  counter.writeUInt32BE(Math.floor(Date.now() / 30_000) + ahead, 4);
  const mac = createHmac('sha1', bytesOf(base32)).update(counter).digest();
  const at = (mac[19] ?? 0) % 16;
  return String((mac.readUInt32BE(at) % 2 ** 31) % 10 ** 6).padStart(6, '0');
}

/** As if half a minute had gone by since the last code: codes of the present count again. */
export async function timePasses({ orm }: Services, person: string): Promise<void> {
  await orm.update(personSecondFactors).set({ usedStep: 0 }).where(eq(personSecondFactors.userId, person));
}

/** The secret that a page of the set-up shows. */
export function shownSecret(text: string): string {
  const [, spaced = ''] = /<code>((?:[A-Z2-7]{4} ?){13})<\/code>/.exec(text) ?? [];
  return spaced.replaceAll(' ', '');
}

/** The recovery codes that a page shows. */
export function shownCodes(text: string): string[] {
  return [...text.matchAll(/<code>([a-z2-9]{5}-[a-z2-9]{5})<\/code>/g)].map(([, code = '']) => code);
}

/** Sets a second factor up as people do. */
export async function setUpFactor(visitor: Visitor, password: string = goodPassword) {
  await visitor.send('/cuenta/segundo-factor/nuevo', { currentPassword: password });
  const secret = shownSecret(await (await visitor.get('/cuenta/segundo-factor/activar')).text());
  const done = await visitor.send('/cuenta/segundo-factor/activar', { code: applicationCode(secret) });
  const codes = shownCodes(await done.text());
  if (codes.length !== 10) throw new Error(`The second factor was not set up: ${done.status}`);
  return { secret, codes };
}
