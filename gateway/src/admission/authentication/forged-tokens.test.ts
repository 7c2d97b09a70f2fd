import { createPublicKey } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { citizen, forgeToken, personas } from '@civic-graph/testing';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK } from 'jose';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { startTestGateway, type TestGateway } from '../../../test/fixtures/gateway.ts';

/*
 * The row "forged tokens" of docs/reference/security.md: each token is sent on the fast and the slow path,
 * and no request may reach a subgraph.
 */
const { lin } = personas;
const seen = '{ person(id: "1") { name } }';
let graph: TestGateway;
/** A forger's own keys, and a server that publishes them. */
let forger: {
  privateKey: CryptoKey;
  publicJwk: JWK;
  rsa: CryptoKey;
  server: Server;
  url: string;
  asked: number;
};

beforeAll(async () => {
  graph = await startTestGateway();
  await graph.ask(seen);
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const rsa = await generateKeyPair('RS256');
  const publicJwk = { ...(await exportJWK(publicKey)), kid: graph.issuer.publicKeys[0]!.kid!, alg: 'ES256' };
  const server = createServer((_request, response) => {
    forger.asked += 1;
    response.end(JSON.stringify({ keys: [publicJwk] }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`;
  forger = { privateKey, publicJwk, rsa: rsa.privateKey, server, url, asked: 0 };
});
afterAll(async () => {
  forger.server.close();
  await graph.close();
});

const now = new Date('2026-11-25T08:00:00.500Z');
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now });
  graph.calls.splice(0);
});
afterEach(() => void vi.useRealTimers());
const seconds = (offset: number) => Math.floor(now.getTime() / 1000) + offset;

let count = 0;
async function askBothLanes(token: string) {
  count += 1;
  const unseen = `query Q${count} { person(id: "1") { name } }`;
  return [await graph.ask(seen, { token }), await graph.ask(unseen, { token })];
}

type Forgery = () => Promise<string> | string;
const changed = (changes: Parameters<TestGateway['issuer']['mint']>[1]) => graph.issuer.mint(lin, changes);
const signedByForger = (header: object) => changed({ header: { ...header }, key: forger.privateKey });
const asSecret = (text: string) => new TextEncoder().encode(text);
async function parts() {
  const [header = '', payload = '', signature = ''] = (await graph.issuer.mint(lin)).split('.');
  const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString()) as object;
  return { header: read(header), payload: read(payload), signature };
}

const forgeries: Record<string, Record<string, Forgery>> = {
  'without a signature': Object.fromEntries(
    ['none', 'None', 'NONE', 'nOnE', '', 'ES256'].map((alg) => [
      `alg "${alg}"`,
      async () => forgeToken({ alg, typ: 'at+jwt' }, (await parts()).payload),
    ]),
  ),
  'with the signature of another token': {
    'alg none': async () => {
      const { header, payload, signature } = await parts();
      return forgeToken({ ...header, alg: 'none' }, payload, signature);
    },
    'an altered payload': async () => {
      const { header, payload, signature } = await parts();
      return forgeToken(header, { ...payload, sub: 'somebody else' }, signature);
    },
  },
  'by a public key used as a secret': {
    'as JWK, HS256': () =>
      changed({ header: { alg: 'HS256' }, key: asSecret(JSON.stringify(graph.issuer.publicKeys[0])) }),
    'as PEM, HS512': () => {
      const key = createPublicKey({ key: { ...graph.issuer.publicKeys[0] }, format: 'jwk' });
      const pem = key.export({ type: 'spki', format: 'pem' }).toString();
      return changed({ header: { alg: 'HS512' }, key: asSecret(pem) });
    },
  },
  'by the forger': {
    'under the issuer’s kid': () => signedByForger({}),
    RS256: () => changed({ header: { alg: 'RS256' }, key: forger.rsa }),
    PS256: async () =>
      changed({ header: { alg: 'PS256' }, key: (await generateKeyPair('PS256')).privateKey }),
    'jwk in the header': () => signedByForger({ jwk: forger.publicJwk }),
    'jku in the header': () => signedByForger({ jku: forger.url }),
    'jku with a user that looks like the issuer': () =>
      signedByForger({ jku: forger.url.replace('http://', `${graph.issuer.issuer}@`) }),
    'x5u in the header': () => signedByForger({ x5u: forger.url }),
    'x5c in the header': () => signedByForger({ x5c: ['MIIB'] }),
    ...Object.fromEntries(
      ['unknown', '', '../../../../dev/null', "' or '1'='1", 'http://127.0.0.1/jwks', '__proto__'].map(
        (kid) => [`kid "${kid}"`, () => signedByForger({ kid })],
      ),
    ),
    'no kid': () => signedByForger({ kid: undefined }),
  },
  'with a critical header': {
    'that nobody knows': async () => {
      const { header, payload, signature } = await parts();
      return forgeToken({ ...header, crit: ['x'], x: 1 }, payload, signature);
    },
    'that is missing': async () => {
      const { header, payload, signature } = await parts();
      return forgeToken({ ...header, crit: ['x'] }, payload, signature);
    },
    'of an unencoded payload': async () => {
      const { header, payload, signature } = await parts();
      return forgeToken({ ...header, crit: ['b64'], b64: false }, payload, signature);
    },
  },
  'for somebody else': {
    'another audience': () => changed({ claims: { aud: 'https://other.test/graphql' } }),
    'an audience that begins like ours': () => changed({ claims: { aud: `${graph.issuer.audience}/x` } }),
    'no audience': () => changed({ claims: { aud: undefined } }),
    'another issuer': () => changed({ claims: { iss: 'https://issuer.test' } }),
    'the issuer with a slash': () => changed({ claims: { iss: `${graph.issuer.issuer}/` } }),
    'no issuer': () => changed({ claims: { iss: undefined } }),
    'an id token': () => changed({ header: { typ: 'JWT' } }),
    'a token without a type': () => changed({ header: { typ: undefined } }),
    'a DPoP proof': () => changed({ header: { typ: 'dpop+jwt' } }),
  },
  'at another time': {
    'expired, 61 seconds of skew': () => changed({ claims: { exp: seconds(-61) } }),
    'not valid yet, 61 seconds of skew': () => changed({ claims: { nbf: seconds(61) } }),
    'expired long ago': () => changed({ claims: { exp: 1 } }),
    'no expiry': () => changed({ claims: { exp: undefined } }),
    'an expiry as text': () => changed({ claims: { exp: '9999999999' } }),
    'a beginning as text': () => changed({ claims: { nbf: '0' } }),
  },
  'with claims that are not ours': {
    'an unknown kind': () => changed({ claims: { principal: 'anonymous' } }),
    'a citizen key in the clear': () => changed({ claims: { citizen: 'CTZ-0000000000' } }),
    'an unknown assurance': () => changed({ claims: { acr: 'urn:civic-graph:assurance:total' } }),
    'a confirmation that we cannot check': () => changed({ claims: { cnf: { 'x5t#S256': 'x' } } }),
  },
};

for (const [group, tokens] of Object.entries(forgeries)) {
  describe(`a token ${group} is refused:`, () => {
    test.each(Object.entries(tokens))('%s', async (_, forge) => {
      for (const { status, json, headers } of await askBothLanes(await forge())) {
        expect(status).toBe(401);
        expect(json).toEqual({
          errors: [{ message: expect.any(String), extensions: { code: 'UNAUTHENTICATED' } }],
        });
        expect(headers['www-authenticate']).toBe('Bearer error="invalid_token"');
      }
      expect(graph.calls).toEqual([]);
      expect(forger.asked).toBe(0);
    });
  });
}

// A token is valid until `exp` plus 60 seconds of clock skew.
test.each([
  ['exp', -59],
  ['nbf', 60],
])('60 seconds of skew are allowed: %s %i seconds from now', async (claim, offset) => {
  const token = await changed({ claims: { [claim]: seconds(offset) } });
  for (const { status } of await askBothLanes(token)) expect(status).toBe(200);
});

test('a refusal repeats no part of the token', async () => {
  const token = await graph.issuer.mint(citizen(7), { claims: { aud: 'https://secret.test' } });
  for (const { text } of await askBothLanes(token)) expect(text).not.toMatch(/secret|CTZ|pairwise/);
});
