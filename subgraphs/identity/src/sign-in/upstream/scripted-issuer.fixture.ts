import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { exportJWK, generateKeyPair, type JWK, type JWTHeaderParameters, SignJWT } from 'jose';

type Claims = Readonly<Record<string, unknown>>;

/** What the issuer of {@link startScriptedIssuer} answers; tests change it. */
export interface Script {
  /** Changes claims of the next ID token; undefined removes one. */
  claims: Claims;
  header: Partial<JWTHeaderParameters>;
  /** Signs the next token instead of the current key, or makes it as it likes. */
  sign: ((claims: Claims) => Promise<string>) | null;
  metadata: Claims;
  /** Answers the token endpoint by itself. */
  token: { status: number; body: string; headers?: Record<string, string> } | null;
}

export interface ScriptedIssuer {
  readonly url: string;
  readonly script: Script;
  /** Keys that it publishes; the first signs. */
  readonly keys: PublishedKey[];
  /** Reads of the keys. */
  keyReads: number;
  /** Replaces all keys by a new one. */
  rotate(): Promise<void>;
  /** Answers an authorization request as a provider does. @returns the callback */
  answer(authorization: string): URL;
  /** A logout token, with changes. */
  logoutToken(claims: Claims, header?: Partial<JWTHeaderParameters>): Promise<string>;
  close(): Promise<void>;
}

interface PublishedKey {
  readonly jwk: JWK;
  readonly privateKey: CryptoKey;
}

export const scriptedClient = 'city';

async function newKey(kid: string): Promise<PublishedKey> {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  return { privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' } };
}

/** An issuer that says what the test wants, also what no issuer may say. */
export async function startScriptedIssuer(): Promise<ScriptedIssuer> {
  let nonce = '';
  let number = 1;
  const keys = [await newKey('key-1')];
  const script: Script = { claims: {}, header: {}, sign: null, metadata: {}, token: null };
  const now = () => Math.floor(Date.now() / 1000);

  async function sign(claims: Claims, header: Partial<JWTHeaderParameters>): Promise<string> {
    const [signer] = keys;
    if (signer === undefined) throw new Error('no key');
    const full = { alg: 'ES256', kid: signer.jwk.kid, ...header } as JWTHeaderParameters;
    return new SignJWT(claims).setProtectedHeader(full).sign(signer.privateKey);
  }

  const server: Server = createServer(async ({ url = '' }, response) => {
    const send = (body: unknown) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    if (url === '/.well-known/openid-configuration') {
      return send({
        ...{ issuer, authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token` },
        ...{ jwks_uri: `${issuer}/jwks`, id_token_signing_alg_values_supported: ['ES256', 'RS256'] },
        authorization_response_iss_parameter_supported: true,
        ...script.metadata,
      });
    }
    if (url === '/jwks') {
      issuerState.keyReads += 1;
      return send({ keys: keys.map(({ jwk }) => jwk) });
    }
    if (script.token !== null) {
      const { status, headers = { 'content-type': 'application/json' }, body } = script.token;
      return response.writeHead(status, headers).end(body);
    }
    const claims = {
      ...{ iss: issuer, aud: scriptedClient, sub: 'somebody', nonce, acr: 'face' },
      ...{ iat: now(), exp: now() + 300, auth_time: now(), resident_id_number: '330106199304180007' },
      ...script.claims,
    };
    const id_token = await (script.sign?.(claims) ?? sign(claims, script.header));
    send({ access_token: 'the-access-token', token_type: 'Bearer', expires_in: 60, id_token });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const issuer = `http://127.0.0.1:${address.port}`;

  const issuerState: ScriptedIssuer = {
    url: issuer,
    script,
    keys,
    keyReads: 0,
    async rotate() {
      number += 1;
      keys.splice(0, keys.length, await newKey(`key-${number}`));
    },
    answer(authorization) {
      const { searchParams } = new URL(authorization);
      nonce = searchParams.get('nonce') ?? '';
      const callback = new URL(searchParams.get('redirect_uri') ?? '');
      callback.search = new URLSearchParams({
        ...{ code: 'the-code', iss: issuer, state: searchParams.get('state') ?? '' },
      }).toString();
      return callback;
    },
    logoutToken(claims, header = {}) {
      const all = {
        ...{
          iss: issuer,
          aud: scriptedClient,
          iat: now(),
          exp: now() + 120,
          jti: `${number}-${Math.random()}`,
        },
        events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
        ...claims,
      };
      return sign(all, { typ: 'logout+jwt', ...header });
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
  return issuerState;
}
