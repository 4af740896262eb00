import type { Services } from '#platform/services.ts';
import { codeHashOf, curpHashOf } from '../../src/modules/accounts/actions/identity-providers.ts';
import { checkDigit } from '../../src/modules/accounts/rules/curp.ts';

const letters = 'BCDFGHJKLMNPQRSTVWXYZ';

/** A fictional CURP, another one for each number. */
export function fictionalCurp(number: number): string {
  const inner = [0, 1, 2].map((place) => letters.charAt(Math.floor(number / 21 ** place) % 21)).join('');
  const mark = String(Math.floor(number / 21 ** 3) % 10);
  const first17 = `XEXF870228HOC${inner}${mark}`;
  return first17 + checkDigit(first17);
}

export interface CensusLine {
  curp: string;
  code?: string;
  state?: string;
  municipality?: string;
}

/** A census file as `tequio census hash` would make it. */
export function censusCsv({ secrets }: Pick<Services, 'secrets'>, people: readonly CensusLine[]): string {
  const codes = people.some(({ code }) => code !== undefined);
  const rows = people.map(({ curp, code = '', state = '20', municipality = '20067' }) =>
    [
      curpHashOf(secrets, curp),
      ...(codes ? [codeHashOf(secrets, curp, code)] : []),
      state,
      municipality,
    ].join(','),
  );
  return [`curp_hash,${codes ? 'code_hash,' : ''}state,municipality`, ...rows, ''].join('\n');
}

/** Bytes of a text as they come from a file, in small pieces. */
export async function* bytesOf(text: string | Uint8Array, size = 1000): AsyncGenerator<Uint8Array> {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
