export type SecretKind = 'password' | 'code' | 'key' | 'token' | 'cookie' | 'CURP' | 'e-mail';

export interface NotedSecret {
  kind: SecretKind;
  value: string;
}

/** A line of a log with a secret in it, which is not repeated. */
export interface Leak {
  kind: SecretKind;
  line: string;
}

function decoded(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (signs) => {
    const bytes = signs.slice(1).split('%');
    return Buffer.from(bytes.map((sign) => Number.parseInt(sign, 16))).toString();
  });
}

/** The same text as it could have been written: plain, as part of an address, as a form sends it. */
function readings(log: string): string[] {
  const low = log.toLowerCase();
  return [...new Set([low, decoded(low), decoded(low.replaceAll('+', ' '))])];
}

/** Codes are short, and a part of a longer number is none of them. */
const standsAlone = (value: string) =>
  new RegExp(`(?<![\\w.-])${value.replace(/[^\w]/g, '\\$&')}(?![\\w.-])`, 'g');

/** Every line of a log that holds one of these secrets, in whichever letters and encoding of addresses. */
export function findLeaks(log: string, secrets: readonly NotedSecret[]): Leak[] {
  const texts = readings(log);
  return secrets.flatMap(({ kind, value }) => {
    const low = value.toLowerCase();
    const pattern = value.length < 12 ? standsAlone(low) : undefined;
    const holds = (text: string) => (pattern ? text.search(pattern) >= 0 : text.includes(low));
    return texts.filter(holds).flatMap((text) =>
      text
        .split('\n')
        .filter(holds)
        .map((line) => ({ kind, line: line.replaceAll(pattern ?? low, `<${kind}>`).slice(0, 400) })),
    );
  });
}

/** @throws Error naming the lines with secrets, where there are any */
export function requireNoLeaks(log: string, secrets: readonly NotedSecret[]): void {
  const leaks = findLeaks(log, secrets);
  if (leaks.length === 0) return;
  const lines = [...new Set(leaks.map(({ kind, line }) => `  ${kind}: ${line}`))];
  throw new Error(`A server logged what it may not:\n${lines.slice(0, 40).join('\n')}`);
}
