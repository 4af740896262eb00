#!/usr/bin/env node
/*
 * Comprueba un acuse de la bitácora pública de Tequio, con Node.js 20 o más nuevo y nada más.
 * Checks a receipt of the public ledger of Tequio, with Node.js 20 or newer and nothing else.
 *
 *   node verify-receipt.mjs acuse.json --key 'tequio.example/bitacora+1a2b3c4d+AS…'
 *   node verify-receipt.mjs acuse.json --key-file llave.txt
 *
 * La llave pública está en /bitacora/llave; pídela también por otro camino (prensa, universidad, testigo).
 * The public key is at /bitacora/llave; get it another way too (press, university, witness).
 *
 * 0: el acuse vale / valid · 1: no vale / not valid · 2: no se pudo leer / could not be read
 *
 * It shares no code with the platform. `checkReceipt` uses nothing of Node.js, so a browser can run it too, given
 * its own SHA-256 and Ed25519.
 */

/** Pega aquí la llave pública para no darla cada vez. / Paste the public key here to pin it. */
const pinnedKey = '';

const utf8 = new TextEncoder();

/** What is wrong, in both languages. */
const wrong = (es, en) => new Error(`${es} · ${en}`);

function join(...parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function fromBase64(text) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  if (btoa(String.fromCharCode(...bytes)) !== text) throw wrong('no es base64', 'not base64');
  return bytes;
}

function fromHex(text) {
  if (!/^([0-9a-f]{2})*$/.test(text)) throw wrong('no es hexadecimal', 'not hexadecimal');
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

const toHex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
const same = (a, b) => a.length === b.length && a.every((byte, at) => byte === b[at]);

/** Canonical JSON (RFC 8785) of a value that came out of JSON. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.keys(value)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`);
  return `{${members.join(',')}}`;
}

/** A public key `name+id+base64` of type Ed25519 (C2SP signed-note), or of a witness, taken apart and checked. */
async function readKey(text, type, crypto) {
  const [, name, id, encoded] = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/.exec(text.trim()) ?? [];
  if (!name)
    throw wrong(
      'una llave pública tiene la forma nombre+id+base64',
      'a public key has the form name+id+base64',
    );
  const bytes = fromBase64(encoded);
  const digest = await crypto.sha256(join(utf8.encode(`${name}\n`), bytes));
  if (bytes.length !== 33 || bytes[0] !== type || toHex(digest.slice(0, 4)) !== id) {
    throw wrong(`${name}+${id} no es una llave de la que se necesita`, 'not a key of the kind needed');
  }
  return { name, id, publicKey: bytes.slice(1) };
}

/** A signed note: its text, and the signatures below it. */
function readNote(note) {
  const cut = note.lastIndexOf('\n\n');
  if (cut < 0 || !note.endsWith('\n'))
    throw wrong('el punto de control no es una nota firmada', 'the checkpoint is not a signed note');
  const signatures = note
    .slice(cut + 2, -1)
    .split('\n')
    .map((line) => {
      const [, name, encoded] = /^— (\S+) (\S+)$/.exec(line) ?? [];
      if (!name)
        throw wrong(
          'el punto de control tiene una línea que no es una firma',
          'the checkpoint has a line that is not a signature',
        );
      const bytes = fromBase64(encoded);
      return { name, id: toHex(bytes.slice(0, 4)), signature: bytes.slice(4) };
    });
  return { text: note.slice(0, cut + 1), signatures };
}

/** The root that a leaf and its path lead to (RFC 9162, 2.1.3.2); undefined when the path has a wrong length. */
async function rootOf(leaf, index, size, path, crypto) {
  const node = (left, right) => crypto.sha256(join(Uint8Array.of(1), left, right));
  let place = index;
  let last = size - 1;
  let hash = leaf;
  for (const sibling of path) {
    if (last === 0) return undefined;
    if (place % 2 === 1 || place === last) {
      hash = await node(sibling, hash);
      while (place % 2 === 0 && place !== 0) {
        place = Math.floor(place / 2);
        last = Math.floor(last / 2);
      }
    } else {
      hash = await node(hash, sibling);
    }
    place = Math.floor(place / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 ? hash : undefined;
}

/**
 * Checks a receipt against a public key.
 * @param receipt the receipt as parsed from JSON
 * @param key the public key of the ledger that it must be of
 * @param witnesses public keys of witnesses (type 0x04) whose cosignatures to look for
 * @param crypto `sha256(bytes)` and `ed25519(publicKey, message, signature)`, either may be asynchronous
 * @returns what the receipt shows
 * @throws Error that says what is wrong with it
 */
export async function checkReceipt(receipt, key, witnesses, crypto) {
  if (receipt?.format !== 'tequio-receipt/1')
    throw wrong('no es un acuse de un formato conocido', 'this is not a receipt of a known format');
  const { entry: text, index, proof, checkpoint, person } = receipt;
  if (typeof text !== 'string' || typeof checkpoint !== 'string' || !Array.isArray(proof)) {
    throw wrong('al acuse le falta una parte', 'the receipt lacks a part');
  }
  const log = await readKey(key, 1, crypto);
  const note = readNote(checkpoint);
  const own = note.signatures.find(({ name, id }) => name === log.name && id === log.id);
  if (!own)
    throw wrong(
      `el punto de control no lleva la firma de ${log.name}+${log.id}`,
      'the checkpoint lacks that signature',
    );
  if (!(await crypto.ed25519(log.publicKey, utf8.encode(note.text), own.signature))) {
    throw wrong('la firma del punto de control es falsa', 'the signature of the checkpoint is wrong');
  }
  const [origin, sizeText, root] = note.text.split('\n');
  const size = Number(sizeText);
  if (origin !== log.name || !/^(0|[1-9]\d*)$/.test(sizeText) || !Number.isSafeInteger(size)) {
    throw wrong('el punto de control no es de esta bitácora', 'the checkpoint is not one of this ledger');
  }
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) {
    throw wrong('el punto de control no llega hasta el asiento', 'the checkpoint does not reach the entry');
  }
  const leaf = await crypto.sha256(join(Uint8Array.of(0), utf8.encode(text)));
  const reached = await rootOf(leaf, index, size, proof.map(fromBase64), crypto);
  if (!reached || !same(reached, fromBase64(root))) {
    throw wrong(
      'el asiento no es el que está en ese lugar de la bitácora',
      'the entry is not what stands at this place of the ledger',
    );
  }
  const entry = JSON.parse(text);
  return {
    origin,
    index,
    size,
    entry,
    person: await checkPerson(entry, person, crypto),
    witnesses: await cosigners(note, witnesses, crypto),
  };
}

/** `none` acted, one acted and is `withheld`, or is `shown` by the salt. */
async function checkPerson(entry, person, crypto) {
  if (!person) return entry.person ? 'withheld' : 'none';
  const salt = fromHex(person.salt);
  const message = join(utf8.encode('tequio/commitment/v1\n'), salt, utf8.encode(canonical(person.data)));
  if (salt.length !== 32 || toHex(await crypto.sha256(message)) !== entry.person) {
    throw wrong('la persona no es la del asiento', 'the person is not the one of the entry');
  }
  return 'shown';
}

/** The witnesses that have cosigned the checkpoint, and when (C2SP tlog-cosignature). */
async function cosigners({ text, signatures }, keys, crypto) {
  const found = [];
  for (const key of keys) {
    const { name, id, publicKey } = await readKey(key, 4, crypto);
    const line = signatures.find((one) => one.name === name && one.id === id);
    if (!line) continue;
    const seconds = new DataView(line.signature.buffer, line.signature.byteOffset).getBigUint64(0);
    const message = utf8.encode(`cosignature/v1\ntime ${seconds}\n${text}`);
    if (!(await crypto.ed25519(publicKey, message, line.signature.slice(8)))) {
      throw wrong(`la firma del testigo ${name} es falsa`, 'the signature of that witness is wrong');
    }
    found.push({ name, time: new Date(Number(seconds) * 1000) });
  }
  return found;
}

/* From here on: the command line. */

const usage = `node verify-receipt.mjs <acuse.json> --key <llave/key> | --key-file <archivo/file> [--witness <llave/key>]...`;

class Usage extends Error {}

function readArguments(args) {
  const options = { file: undefined, key: undefined, keyFile: undefined, witnesses: [] };
  for (let at = 0; at < args.length; at += 1) {
    const value = () => {
      at += 1;
      if (args[at] === undefined) throw new Usage(usage);
      return args[at];
    };
    if (args[at] === '--key') options.key = value();
    else if (args[at] === '--key-file') options.keyFile = value();
    else if (args[at] === '--witness') options.witnesses.push(value());
    else if (args[at].startsWith('-') || options.file) throw new Usage(usage);
    else options.file = args[at];
  }
  if (!options.file) throw new Usage(usage);
  return options;
}

const people = {
  none: 'ninguna en este acto · none in this act',
  withheld: 'solo su compromiso cifrado, sin abrir · only as a commitment, not opened',
  shown:
    'es la del acuse: el compromiso se abre con su sal · the one of the receipt: its salt opens the commitment',
};

/** Nothing out of a receipt may steer the terminal. */
const harmless = (value) => String(value).replace(/\p{Cc}/gu, '?');

function describe(shown, key, trusted) {
  const { origin, index, size, entry, person, witnesses } = shown;
  const lines = [
    ['bitácora · ledger', origin],
    ['llave · key', key],
    ['asiento · entry', `${index} de · of ${size}`],
    ['tipo · kind', entry.kind],
    ['fecha · time', entry.time],
    ['asunto · subject', canonical(entry.subject)],
    ['acto · act', canonical(entry.act)],
    ['persona · person', people[person]],
    ...witnesses.map(({ name, time }) => ['testigo · witness', `${name}, ${time.toISOString()}`]),
  ];
  const verdict = trusted
    ? 'VÁLIDO: este acto está en la bitácora. · VALID: this act is in the ledger.'
    : 'VÁLIDO SOLO SI LA LLAVE ES LA CORRECTA · VALID ONLY IF THE KEY IS RIGHT\n' +
      `  La llave viene en el propio acuse. Compárala con la de ${harmless(origin)}/llave y repite con --key.\n` +
      '  The key is the one inside the receipt. Compare it with the published one and repeat with --key.';
  return `${verdict}\n${lines.map(([name, value]) => `  ${name.padEnd(20)} ${harmless(value)}`).join('\n')}\n`;
}

async function main(args) {
  const { readFileSync } = await import('node:fs');
  const { createHash, createPublicKey, verify } = await import('node:crypto');
  const crypto = {
    sha256: (bytes) => new Uint8Array(createHash('sha256').update(bytes).digest()),
    ed25519(publicKey, message, signature) {
      const x = Buffer.from(publicKey).toString('base64url');
      const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
      return signature.length === 64 && verify(null, message, key, signature);
    },
  };
  let receipt;
  let given;
  let options;
  try {
    options = readArguments(args);
    receipt = JSON.parse(readFileSync(options.file, 'utf8'));
    given = options.key ?? (options.keyFile ? readFileSync(options.keyFile, 'utf8').trim() : pinnedKey);
  } catch (error) {
    process.stderr.write(
      `${error instanceof Usage ? '' : 'No se puede leer · cannot be read: '}${error.message}\n`,
    );
    return 2;
  }
  const key = given || String(receipt?.key);
  try {
    const shown = await checkReceipt(receipt, key, options.witnesses, crypto);
    process.stdout.write(describe(shown, key, given !== ''));
    return 0;
  } catch (error) {
    process.stdout.write(`NO VÁLIDO · NOT VALID\n  ${harmless(error.message)}\n`);
    return 1;
  }
}

if (typeof process !== 'undefined' && process.argv[1]) {
  const { realpathSync } = await import('node:fs');
  const { pathToFileURL } = await import('node:url');
  if (import.meta.url === pathToFileURL(realpathSync(process.argv[1])).href) {
    process.exitCode = await main(process.argv.slice(2));
  }
}
