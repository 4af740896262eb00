import { createHmac, createPrivateKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';
import type { OidcConfig } from '#platform/config/config.ts';

/** What the provider knows of somebody; all of them are fictional. */
export type TestClaims = Readonly<Record<string, unknown>>;

interface Token {
  header: Record<string, unknown>;
  claims: Record<string, unknown>;
}

/** Changes what the provider says, as one that was broken into would, or somebody on the way. */
export interface Tampering {
  /** Another token in the place of the one it gave. */
  token?: ((token: Token) => string) | undefined;
  userinfo?: ((claims: Record<string, unknown>) => unknown) | undefined;
  discovery?: ((discovery: Record<string, unknown>) => unknown) | undefined;
  /** Answers with this status to what is asked for below a path. */
  status?: { path: string; status: number } | undefined;
}

const json = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const parsed = (part: string | undefined): Record<string, unknown> =>
  JSON.parse(Buffer.from(part ?? '', 'base64url').toString());

/** A token that says what it is told to, signed with ES256. */
export function signedToken({ header, claims }: Token, key: KeyObject): string {
  const body = `${json(header)}.${json(claims)}`;
  const signature = sign('sha256', Buffer.from(body), { key, dsaEncoding: 'ieee-p1363' });
  return `${body}.${signature.toString('base64url')}`;
}

/** A token that anyone could have written. */
export function unsignedToken({ claims }: Token): string {
  return `${json({ alg: 'none' })}.${json(claims)}.`;
}

/** A token that is signed with a secret as if it were a key. */
export function secretToken({ claims }: Token, secret: string): string {
  const body = `${json({ alg: 'HS256' })}.${json(claims)}`;
  return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`;
}

export function newKey(): KeyObject {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
}

export interface TestProvider {
  config: OidcConfig;
  /** The key that it signs with. */
  key: KeyObject;
  /** Whom it signs in from now on; undefined: they cancel. */
  person: { subject: string; claims: TestClaims } | undefined;
  tampering: Tampering;
  /** Signs in at the provider as a browser would. @returns the path and query that it sends the person back to */
  signIn(address: string): Promise<string>;
  stop(): Promise<void>;
}

function listening(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

/** What a handler answers, held back. */
function heldBack(response: ServerResponse): Promise<string> {
  return new Promise((resolve) => {
    response.write = () => true;
    response.end = ((chunk?: string | Buffer) => {
      resolve(String(chunk ?? ''));
      return response;
    }) as ServerResponse['end'];
  });
}

/** A real OpenID provider on loopback, for one client that sends people back to an origin. */
export async function startProvider(origin: string, alg: 'ES256' | 'RS256' = 'ES256'): Promise<TestProvider> {
  const server = createServer();
  const issuer = `http://127.0.0.1:${await listening(server)}`;
  const key = alg === 'ES256' ? newKey() : generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const config: OidcConfig = {
    ...{ issuer, clientId: 'tequio', clientSecret: 'un secreto de prueba: +/%&', name: 'Acceso de Prueba' },
    curpClaim: 'curp',
  };
  const known = new Map<string, TestClaims>();
  const provider = new Provider(issuer, {
    clients: [
      {
        ...{ client_id: config.clientId, client_secret: config.clientSecret },
        redirect_uris: [`${origin}/entrar/unico/regreso`],
        id_token_signed_response_alg: alg,
      },
    ],
    jwks: { keys: [{ ...key.export({ format: 'jwk' }), use: 'sig', alg, kid: 'prueba' }] },
    cookies: { keys: ['una llave de prueba'] },
    claims: { email: ['email', 'email_verified'], profile: ['name', 'curp', 'picture'] },
    features: { devInteractions: { enabled: false } },
    pkce: { required: () => true },
    ttl: {
      AccessToken: 300,
      AuthorizationCode: 60,
      Grant: 600,
      IdToken: 300,
      Interaction: 600,
      Session: 600,
    },
    interactions: { url: (_, interaction) => `/interaccion/${interaction.uid}` },
    async loadExistingGrant(ctx) {
      const grant = new ctx.oidc.provider.Grant({
        clientId: ctx.oidc.client?.clientId ?? '',
        accountId: ctx.oidc.session?.accountId ?? '',
      });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
    findAccount: (_, accountId) => ({
      accountId,
      claims: async () => ({ sub: accountId, ...known.get(accountId) }),
    }),
  });
  const handle = provider.callback();
  const opened: TestProvider = {
    config,
    key:
      key.asymmetricKeyType === 'ec' ? key : createPrivateKey(key.export({ type: 'pkcs8', format: 'pem' })),
    person: undefined,
    tampering: {},
    signIn: (address) => followed(address, origin),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  server.on('request', (request, response) => {
    void answer(request, response).catch((error) => response.writeHead(500).end(String(error)));
  });
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { tampering } = opened;
    const path = request.url ?? '';
    if (tampering.status && path.startsWith(tampering.status.path)) {
      response.writeHead(tampering.status.status).end('{}');
      return;
    }
    if (path.startsWith('/interaccion/')) return interact(request, response);
    const change = changeOf(path, tampering);
    if (!change) return handle(request, response);
    const end = response.end.bind(response);
    const held = heldBack(response);
    await handle(request, response);
    const body = response.statusCode === 200 ? JSON.stringify(change(JSON.parse(await held))) : await held;
    response.removeHeader('content-length');
    end(body);
  }
  async function interact(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { person } = opened;
    if (person) known.set(person.subject, person.claims);
    await provider.interactionFinished(
      request,
      response,
      person ? { login: { accountId: person.subject } } : { error: 'access_denied' },
      { mergeWithLastSubmission: false },
    );
  }
  return opened;
}

function changeOf(
  path: string,
  { token, userinfo, discovery }: Tampering,
): ((said: Record<string, unknown>) => unknown) | undefined {
  if (path === '/token' && token)
    return (said) => {
      const [header, claims] = String(said.id_token).split('.');
      return { ...said, id_token: token({ header: parsed(header), claims: parsed(claims) }) };
    };
  if (path === '/me') return userinfo;
  return path.startsWith('/.well-known/') ? discovery : undefined;
}

/** Follows the provider's redirections with a browser's cookies until they lead back to an origin. */
async function followed(start: string, origin: string): Promise<string> {
  const cookies = new Map<string, string>();
  let address = start;
  for (let hops = 0; hops < 10; hops += 1) {
    if (address.startsWith(origin)) return address.slice(origin.length);
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(address, { redirect: 'manual', headers: { cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    const next = response.headers.get('location');
    if (!next) throw new Error(`${address}: ${response.status} ${await response.text()}`);
    address = new URL(next, address).href;
  }
  throw new Error(`${start} leads in a circle`);
}
