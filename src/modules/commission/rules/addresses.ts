import { type SessionKind, sessionKinds } from './terms.ts';

/** The kinds of sessions as addresses say them. */
const kindWords: Readonly<Record<SessionKind, string>> = {
  ordinary: 'ordinaria',
  extraordinary: 'extraordinaria',
};

/** What tells a session that was called from all others. */
export interface SessionKey {
  year: number;
  kind: SessionKind;
  number: number;
}

/** The session's part of an address: `2026-ordinaria-1`. */
export function sessionSlug({ year, kind, number }: SessionKey): string {
  return `${year}-${kindWords[kind]}-${number}`;
}

/** Reads a session's part of an address; undefined for what names none. */
export function readSessionSlug(text: string): SessionKey | undefined {
  const [, year, word, number] = /^(\d{4})-([a-z]+)-([1-9]\d{0,3})$/.exec(text) ?? [];
  const kind = sessionKinds.find((each) => kindWords[each] === word);
  return kind && year && number ? { year: Number(year), kind, number: Number(number) } : undefined;
}

/** How an agreement is called, `CGA-2026-07`: the seventh of the year. */
export function agreementCode(year: number, number: number): string {
  return `CGA-${year}-${String(number).padStart(2, '0')}`;
}

/** Whether a text has the form of an agreement's code. */
export function isAgreementCode(text: string): boolean {
  return /^CGA-\d{4}-\d{2,6}$/.test(text);
}

/** Whether a text is the code of an objective or a line of the work plan. */
export function isLineCode(text: string): boolean {
  return /^(O[1-7]|L([1-9]|1[0-8]))$/.test(text);
}

/** What a state's Congress is called: its own name, Spanish in every language. */
export function congressOf(state: string): string {
  if (state === 'Ciudad de México') return 'Congreso de la Ciudad de México';
  return state.startsWith('Estado de') ? `Congreso del ${state}` : `Congreso del Estado de ${state}`;
}

/** Where documents that were handed in as files are given out. */
export const filesPath = '/comision/archivos';

export const filePath = (id: string) => `${filesPath}/${id}`;

/** Whether what names a document is the path of a file of ours, and not an address elsewhere. */
export function isFilePath(document: string | null): boolean {
  return document?.startsWith(`${filesPath}/`) ?? false;
}
