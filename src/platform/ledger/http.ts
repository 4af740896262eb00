import type { Orm } from '../database/types.ts';
import { badRequest, notFound } from '../errors/problem.ts';
import type { BytesResult } from '../http/results.ts';
import type { MessageRoute, PageRoute } from '../module.ts';
import { createCosignatureVerifier } from './cosignature.ts';
import { hashBytes } from './merkle.ts';
import { NoteError } from './note.ts';
import { findTiles, latestCheckpoint, listEntries, recordedKey } from './store.ts';
import { encodeBundle, parseTilePath, type TileAddress, tileWidth, widthIn } from './tiles.ts';
import { cosignedNote, takeCosignatures } from './witnesses.ts';

const text = 'text/plain; charset=utf-8';
const binary = 'application/octet-stream';

function plain(body: string): BytesResult {
  return { kind: 'bytes', contentType: text, bytes: Buffer.from(body), cache: 'revalidate' };
}

/** The newest checkpoint as a signed note, with the cosignatures it has got so far; undefined before the first. */
export async function checkpointResult(orm: Orm): Promise<BytesResult | undefined> {
  const checkpoint = await latestCheckpoint(orm);
  return checkpoint && plain(await cosignedNote(orm, checkpoint));
}

/** The public key that checkpoints are checked with, as `name+id+base64` in a line; undefined before the first start. */
export async function keyResult(orm: Orm): Promise<BytesResult | undefined> {
  const key = await recordedKey(orm);
  return key === undefined ? undefined : plain(`${key}\n`);
}

async function tileBytes(orm: Orm, address: TileAddress): Promise<Uint8Array | undefined> {
  const { index, width } = address;
  if (address.holds === 'entries') {
    const first = index * tileWidth;
    const entries = await listEntries(orm, first, first + width);
    return entries.length === width ? encodeBundle(entries.map(({ content }) => content)) : undefined;
  }
  const stored = await findTiles(orm, [address]);
  const hashes = stored.get(`${address.level}/${index}`);
  return hashes && hashes.length >= width * hashBytes ? hashes.subarray(0, width * hashBytes) : undefined;
}

/**
 * A tile or entry bundle at an address such as `tile/0/x001/234/067.p/8`, as C2SP tlog-tiles names them. What no
 * signed checkpoint covers is not there: undefined. What is there never changes.
 */
export async function tileResult(orm: Orm, path: string): Promise<BytesResult | undefined> {
  const address = parseTilePath(path);
  const checkpoint = address && (await latestCheckpoint(orm));
  if (!address || !checkpoint) return undefined;
  const level = address.holds === 'entries' ? 0 : address.level;
  if (address.width > widthIn(checkpoint.size, level, address.index)) return undefined;
  const bytes = await tileBytes(orm, address);
  // Hashes do not get smaller; entries are text.
  const compress = address.holds === 'entries';
  return bytes && { kind: 'bytes', contentType: binary, bytes, cache: 'immutable', compress };
}

function orNotFound(result: BytesResult | undefined): BytesResult {
  if (result) return result;
  throw notFound(
    'La bitácora no tiene nada en esta dirección: no existe o ningún punto de control lo cubre todavía.',
    'The ledger has nothing at this address: it does not exist, or no checkpoint covers it yet.',
  );
}

/** The addresses at which other programs read the ledger below `/bitacora`. They are the same in every language. */
export const ledgerRoutes: readonly PageRoute[] = [
  {
    path: '/bitacora/checkpoint',
    access: 'public',
    cache: 'none',
    languages: ['es-MX'],
    handle: async ({ services }) => orNotFound(await checkpointResult(services.orm)),
  },
  {
    path: '/bitacora/llave',
    access: 'public',
    cache: 'none',
    languages: ['es-MX'],
    handle: async ({ services }) => orNotFound(await keyResult(services.orm)),
  },
  {
    path: '/bitacora/tile/:tile{.+}',
    access: 'public',
    cache: 'none',
    languages: ['es-MX'],
    handle: async ({ services, params }) =>
      orNotFound(await tileResult(services.orm, `tile/${params.tile ?? ''}`)),
  },
];

/** What witnesses send: a checkpoint of ours as a note with their cosignatures under it. Those of known witnesses are kept. */
export const ledgerMessages: readonly MessageRoute[] = [
  {
    path: '/bitacora/cofirmas',
    access: 'public',
    limit: { name: 'ledger.cosign', burst: 120, periodSeconds: 60 },
    async handle({ services, body }) {
      const witnesses = services.config.ledgerWitnesses.map(createCosignatureVerifier);
      try {
        const taken = await takeCosignatures(services.orm, witnesses, Buffer.from(body).toString());
        return plain(taken.map((witness) => `${witness}\n`).join(''));
      } catch (error) {
        if (!(error instanceof NoteError)) throw error;
        throw badRequest(
          `No se tomó ninguna cofirma: ${error.message}.`,
          `No cosignature was taken: ${error.message}.`,
        );
      }
    },
  },
];
