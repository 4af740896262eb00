import { appendFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { NotedSecret, SecretKind } from './log-scan.ts';

/** Names the folder in which the servers' output and what may not stand in it are kept; without it nothing is. */
export const recordFolder = 'TEST_RECORD';

export function isRecording(): boolean {
  return Boolean(process.env[recordFolder]);
}

function append(name: string, text: string | Uint8Array): void {
  const folder = process.env[recordFolder];
  if (folder) appendFileSync(join(folder, name), text);
}

/** Keeps what a server writes. */
export function recordOutput(pid: number | undefined, data: Uint8Array): void {
  append(`output-${pid}.log`, data);
}

const shortest = 6;

/** Notes something that no server may write into its log. */
export function noteSecret(kind: SecretKind, value: string): void {
  if (value.length >= shortest)
    append(`secrets-${process.pid}.jsonl`, `${JSON.stringify({ kind, value })}\n`);
}

const fields: readonly [RegExp, SecretKind][] = [
  [/password/i, 'password'],
  [/curp/i, 'CURP'],
  [/mail|correo/i, 'e-mail'],
  [/token|enlace/i, 'token'],
  [/code|codigo/i, 'code'],
];

/** Notes what a person typed into a form and what a form held unseen. */
export function noteForm(body: string): void {
  for (const [name, value] of new URLSearchParams(body)) {
    const kind = fields.find(([pattern]) => pattern.test(name))?.[1];
    if (kind === 'e-mail' && !value.includes('@')) continue;
    if (kind) noteSecret(kind, value);
  }
}

/** Notes what an address proves to whoever has it: links of letters, answers of a single sign-on. */
export function noteLink(address: string): void {
  for (const [name, value] of new URL(address).searchParams) {
    if (/^(token|enlace|t|code|state)$/.test(name) && value.length >= 16) noteSecret('token', value);
  }
}

/** Notes cookies of a request: sessions, challenges, known devices. */
export function noteCookies(header: string): void {
  for (const [, value = ''] of header.matchAll(/=([^;\s]{20,})/g)) {
    const plain = decodeURIComponent(value);
    noteSecret('cookie', plain);
    noteSecret('cookie', plain.split('.')[0] ?? '');
  }
}

/** Notes the addresses and links of the letters that a server wrote into its data directory. */
export async function noteLetters(dataDir: string): Promise<void> {
  const { readMailFolder } = await import('./mail.ts');
  for (const { to, links } of await readMailFolder(dataDir)) {
    noteSecret('e-mail', to);
    for (const link of links) noteLink(link);
  }
}

/** What was recorded until now. */
export async function readRecord(
  folder = process.env[recordFolder] ?? '',
): Promise<{ log: string; secrets: NotedSecret[] }> {
  const texts = async (pattern: RegExp) => {
    const names = (await readdir(folder)).filter((name) => pattern.test(name));
    return Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  };
  const secrets = (await texts(/^secrets-/))
    .flatMap((text) => text.split('\n').filter(Boolean))
    .map((line) => JSON.parse(line) as NotedSecret);
  const once = new Map(secrets.map((secret) => [secret.value, secret]));
  return { log: (await texts(/^output-/)).join('\n'), secrets: [...once.values()] };
}
