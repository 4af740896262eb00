import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

export type Encoding = 'br' | 'gzip' | 'identity';

/** Below this many bytes compression saves no packet. */
const worthCompressing = 1024;

const compressors: Record<Exclude<Encoding, 'identity'>, (bytes: Uint8Array) => Promise<Uint8Array>> = {
  br: (bytes) =>
    promisify(brotliCompress)(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
    }),
  gzip: (bytes) => promisify(gzip)(bytes, { level: 6 }),
};

/** What was asked for before: browsers say one of a handful of things. */
const chosen = new Map<string, Encoding>();
const mostChosen = 256;

/** The best encoding that a request accepts. A quality of 0 refuses one (RFC 9110, 12.5.3). */
export function chooseEncoding(acceptEncoding: string | null | undefined): Encoding {
  if (!acceptEncoding) return 'identity';
  const known = chosen.get(acceptEncoding);
  if (known) return known;
  const accepts = (name: string) => {
    const found = new RegExp(`(?:^|,)\\s*${name}\\s*(?:;\\s*q=([0-9.]+))?\\s*(?=,|$)`, 'i').exec(
      acceptEncoding,
    );
    return found !== null && (found[1] === undefined || Number(found[1]) > 0);
  };
  const best = accepts('br') ? 'br' : accepts('gzip') ? 'gzip' : 'identity';
  if (chosen.size < mostChosen) chosen.set(acceptEncoding, best);
  return best;
}

/** A body in one encoding. */
export interface EncodedForm {
  bytes: Uint8Array;
  encoding: Encoding;
}

/** A body in each encoding it was asked for, made once. */
export interface EncodedBody {
  etag: string;
  size: number;
  as(encoding: Encoding): EncodedForm | Promise<EncodedForm>;
}

/** Keeps a body and its compressed forms. The entity tag is a digest of the plain bytes. */
export function encodedBody(bytes: Uint8Array, compressible: boolean): EncodedBody {
  const forms = new Map<Encoding, EncodedForm>([['identity', { bytes, encoding: 'identity' }]]);
  const pending = new Map<Encoding, Promise<EncodedForm>>();
  return {
    etag: createHash('sha256').update(bytes).digest('base64url').slice(0, 22),
    size: bytes.length,
    as(encoding) {
      const wanted = compressible && bytes.length >= worthCompressing ? encoding : 'identity';
      const ready = forms.get(wanted);
      if (ready) return ready;
      const started = pending.get(wanted);
      if (started) return started;
      const making = compressors[wanted as 'br' | 'gzip'](bytes).then((compressed) => {
        const form = { bytes: compressed, encoding: wanted };
        forms.set(wanted, form);
        pending.delete(wanted);
        return form;
      });
      pending.set(wanted, making);
      return making;
    },
  };
}
