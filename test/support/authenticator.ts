import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

/** What is wrong with what an authenticator says; left out, nothing is. */
export interface Trick {
  /** The page that asked, as the browser says. */
  origin?: string;
  /** Whom the authenticator thinks it talks to. */
  rpId?: string;
  /** Whether it saw who was using it. */
  verified?: boolean;
  challenge?: string;
  key?: KeyObject;
  counter?: number;
}

interface Asked {
  challenge: string;
}

const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest();

/** CBOR of what a passkey's registration holds, and nothing else: short texts, byte strings, one small map. */
const head = (major: number, size: number) =>
  Buffer.from(
    size < 24 ? [major + size] : size < 256 ? [major + 24, size] : [major + 25, size >> 8, size & 255],
  );
const text = (value: string) => Buffer.concat([head(0x60, value.length), Buffer.from(value)]);
const bytes = (value: Uint8Array) => Buffer.concat([head(0x40, value.length), value]);

/** A passkey in software, without a browser (Web Authentication, level 3; attestation `none`, ES256). */
export function createAuthenticator(origin: string) {
  const { hostname } = new URL(origin);
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const id = randomBytes(16);
  let counter = 0;
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const coseKey = Buffer.concat([
    Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]),
    bytes(Buffer.from(x, 'base64url')),
    Buffer.from([0x22]),
    bytes(Buffer.from(y, 'base64url')),
  ]);
  const clientData = (type: string, asked: Asked, trick: Trick) =>
    Buffer.from(
      JSON.stringify({
        ...{ type, challenge: trick.challenge ?? asked.challenge },
        ...{ origin: trick.origin ?? origin, crossOrigin: false },
      }),
    );
  const data = (trick: Trick, attested?: Buffer) => {
    counter += 1;
    const count = Buffer.alloc(4);
    count.writeUInt32BE(trick.counter ?? counter);
    const flags = 0x01 | (trick.verified === false ? 0 : 0x04) | (attested ? 0x40 : 0);
    return Buffer.concat([
      sha256(trick.rpId ?? hostname),
      Buffer.from([flags]),
      count,
      attested ?? Buffer.alloc(0),
    ]);
  };
  const answer = (response: Record<string, string>) =>
    JSON.stringify({
      ...{ id: id.toString('base64url'), rawId: id.toString('base64url'), type: 'public-key' },
      ...{ response, clientExtensionResults: {} },
    });
  return {
    id: id.toString('base64url'),
    /** What it says when it is asked for a new passkey. */
    create(asked: Asked, trick: Trick = {}): string {
      const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, coseKey]);
      const attestation = Buffer.concat([
        Buffer.from([0xa3]),
        ...[text('fmt'), text('none'), text('attStmt'), Buffer.from([0xa0])],
        ...[text('authData'), bytes(data(trick, attested))],
      ]);
      return answer({
        clientDataJSON: clientData('webauthn.create', asked, trick).toString('base64url'),
        attestationObject: attestation.toString('base64url'),
      });
    },
    /** What it says when it is asked who somebody is. */
    get(asked: Asked, trick: Trick = {}): string {
      const client = clientData('webauthn.get', asked, trick);
      const authenticator = data(trick);
      const signature = sign(
        'sha256',
        Buffer.concat([authenticator, sha256(client)]),
        trick.key ?? privateKey,
      );
      return answer({
        clientDataJSON: client.toString('base64url'),
        authenticatorData: authenticator.toString('base64url'),
        signature: signature.toString('base64url'),
      });
    },
  };
}
