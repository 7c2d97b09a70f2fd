import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  createMemoryReplayStore,
  createRequestSigner,
  createRequestVerifier,
  type RequestSignerOptions,
  type RequestToSign,
} from './index.ts';

const secret = Buffer.alloc(32, 'payments').toString('base64url');
const start = new Date('2026-11-25T08:00:00Z');
const principal = { kind: 'anonymous' } as const;
const body = Buffer.from('{"query":"{ __typename }"}');
const path = '/graphql';

type Headers = Record<string, string>;

function sign({
  clock = () => start,
  keyId = 'payments',
  secret: key = secret,
  ...changes
}: Partial<RequestSignerOptions & RequestToSign & { secret: string }> = {}): Headers {
  const call = { method: 'POST', path, body, principal, requestId: 'request-1' };
  return createRequestSigner({ secret: key, keyId, clock })({ ...call, ...changes });
}

async function verify(
  headers: Headers,
  changes: { method?: string; path?: string; body?: Buffer; seconds?: number } = {},
) {
  const { seconds = 0, ...request } = changes;
  const clock = () => new Date(start.getTime() + seconds * 1000);
  const verifier = createRequestVerifier({ secret, keyId: 'payments', clock });
  return verifier.verify({ method: 'POST', path, body, headers, ...request });
}

/** The same call through a proxy that also signs, so that the general verifier handles it. */
function byProxy(headers: Headers): Headers {
  const input = `proxy=("@method");created=1;keyid="edge", ${headers['signature-input']}, z=("@path");tag="other"`;
  return { ...headers, 'signature-input': input, signature: `proxy=:AAAA:, ${headers.signature}, z=:AAAA:` };
}

/** Signs any `Signature-Input` with the right key, as a careless peer would. */
function resign(change: (parameters: string) => string, extra: Headers = {}): Headers {
  const headers: Headers = { ...sign(), ...extra };
  return { ...headers, ...signByHand(headers, change(headers['signature-input']!.slice('civic='.length))) };
}

/** The signature base by RFC 9421, section 2.5, without the library. */
function signByHand(headers: Headers, input: string): Headers {
  const values: Headers = { ...headers, '@method': 'POST', '@path': path };
  const covered = input.slice(0, input.indexOf(')')).matchAll(/"([^"]+)"((?:;\w+)*)/g);
  const lines = [...covered].map(([component, name]) => `${component}: ${values[name!]}`);
  const base = [...lines, `"@signature-params": ${input}`].join('\n');
  const hmac = createHmac('sha256', Buffer.from(secret, 'base64url')).update(base).digest('base64');
  return { 'signature-input': `civic=${input}`, signature: `civic=:${hmac}:` };
}

describe('a signed call', () => {
  test('is accepted, and identifies the caller', async () => {
    const call = await verify(sign());
    expect(call).toMatchObject({ principal, requestId: 'request-1' });
  });

  test('carries a principal with any characters', async () => {
    const someone = { kind: 'app', clientId: '城市服务', scopes: ['a', 'é"'], purpose: '\n' } as const;
    expect((await verify(sign({ principal: someone }))).principal).toEqual(someone);
  });

  test('matches RFC 9421', async () => {
    const headers = sign();
    expect(headers).toMatchObject(signByHand(headers, headers['signature-input']!.slice('civic='.length)));
    expect(headers['signature-input']).toMatch(
      /^civic=\("@method" "@path" "content-digest" "civic-principal" "civic-request-id"\);created=1795593600;expires=1795593660;nonce="[\da-f-]{36}";keyid="payments";alg="hmac-sha256";tag="civic-graph"$/,
    );
  });

  test('may be signed by a proxy as well', async () => {
    await expect(verify(byProxy(sign()))).resolves.toBeDefined();
  });

  test('may have its parameters in another order', async () => {
    const headers = resign((input) => input.replace(/(;created=\d+)(;expires=\d+)/, '$2$1'));
    await expect(verify(headers)).resolves.toBeDefined();
  });

  test.each([-5, 0, 59, 60])('holds %i s after it was made', async (seconds) => {
    await expect(verify(sign(), { seconds })).resolves.toBeDefined();
  });

  test.each([-6, 61, 3600])('is refused %i s after it was made', async (seconds) => {
    await expect(verify(sign(), { seconds })).rejects.toMatchObject({ code: 'SIGNATURE_EXPIRED' });
  });
});

describe('refused', () => {
  const invalid = { code: 'SIGNATURE_INVALID' };

  test.each(['signature', 'signature-input'])('without %s', async (name) => {
    const { [name]: _, ...headers } = sign();
    await expect(verify(headers)).rejects.toMatchObject({ code: 'SIGNATURE_REQUIRED' });
  });

  test.each(['content-digest', 'civic-principal', 'civic-request-id'])('without %s', async (name) => {
    const { [name]: _, ...headers } = sign();
    await expect(verify(headers)).rejects.toMatchObject(invalid);
  });

  test('with another body, method, path or query', async () => {
    const headers = sign();
    for (const change of [
      { body: Buffer.from('{"query":"{ other }"}') },
      { body: Buffer.alloc(0) },
      { method: 'GET' },
      { path: '/counters' },
      { path: '/graphql?query={a}' },
      { path: '//evil/graphql' },
    ]) {
      await expect(verify(headers, change), JSON.stringify(change)).rejects.toMatchObject(invalid);
      await expect(verify(byProxy(headers), change), JSON.stringify(change)).rejects.toMatchObject(invalid);
    }
  });

  test('with another principal or request id', async () => {
    const headers = sign();
    const other = sign({ principal: { kind: 'app', clientId: 'x', scopes: [], purpose: null } });
    const principalOfOther = { ...headers, 'civic-principal': other['civic-principal']! };
    for (const changed of [principalOfOther, { ...headers, 'civic-request-id': 'request-2' }]) {
      await expect(verify(changed)).rejects.toMatchObject(invalid);
      await expect(verify(byProxy(changed))).rejects.toMatchObject(invalid);
    }
  });

  test('signed for another subgraph, or with another key', async () => {
    await expect(verify(sign({ keyId: 'identity' }))).rejects.toMatchObject(invalid);
    const otherSecret = Buffer.alloc(32, 1).toString('base64url');
    await expect(verify(sign({ secret: otherSecret }))).rejects.toMatchObject(invalid);
    await expect(verify(byProxy(sign({ secret: otherSecret })))).rejects.toMatchObject(invalid);
  });

  test('with a line of the signature base in a value', async () => {
    // An attack with a captured signature: the signed lines are the same, the header values differ.
    const headers = sign();
    const id = headers['civic-request-id']!;
    const principalAndId = `${headers['civic-principal']}\n"civic-request-id": ${id}`;
    for (const changed of [
      { ...headers, 'civic-principal': principalAndId },
      { ...headers, 'content-digest': `${headers['content-digest']}\n"civic-principal": x` },
      { ...headers, 'civic-request-id': `${id}\n"@signature-params": x` },
    ]) {
      await expect(verify(changed)).rejects.toMatchObject(invalid);
    }
    await expect(verify(headers, { path: '/graphql\n"content-digest": x' })).rejects.toMatchObject(invalid);
  });

  test.each([' ', '\t', ', '])(
    'with %j after our signature, if it differs from the signed value',
    async (end) => {
      const headers = sign();
      const other = `${headers.signature!.slice(0, -3)}AA:${end}`;
      await expect(verify({ ...headers, signature: other })).rejects.toMatchObject(invalid);
    },
  );

  test.each(['"@method" ', '"@path" ', '"content-digest" ', '"civic-principal" ', ' "civic-request-id"'])(
    'if the signature does not cover %s',
    async (component) => {
      const headers = resign((input) => input.replace(component, ''));
      await expect(verify(headers)).rejects.toMatchObject(invalid);
    },
  );

  test.each([
    ['no created', /;created=\d+/, ''],
    ['no expires', /;expires=\d+/, ''],
    ['no nonce', /;nonce="[^"]+"/, ''],
    ['a guessable nonce', /;nonce="[^"]+"/, ';nonce="1"'],
    ['no key id', /;keyid="[^"]+"/, ''],
    ['no algorithm', /;alg="[^"]+"/, ''],
    ['another algorithm', /hmac-sha256/, 'ed25519'],
    ['no tag', /;tag="[^"]+"/, ''],
    ['a longer life', /;expires=\d+/, ';expires=1795593661'],
    ['a doubled component', '"@method" ', '"@method" "@method" '],
    ['a component parameter', '"content-digest"', '"content-digest";sf'],
  ])('with %s', async (_name, from, to) => {
    await expect(verify(resign((input) => input.replace(from, to)))).rejects.toMatchObject(invalid);
  });

  test('with two signatures of ours', async () => {
    const [first, second] = [sign(), sign({ principal: { kind: 'anonymous' } })];
    const input = `${first['signature-input']}, b=${second['signature-input']!.slice('civic='.length)}`;
    const signature = `${first.signature}, b=${second.signature!.slice('civic='.length)}`;
    await expect(verify({ ...first, 'signature-input': input, signature })).rejects.toMatchObject(invalid);
  });

  test('with a malformed principal', async () => {
    const kinds = ['{"kind":"root"}', '{"kind":"admin"}', 'null', '{'];
    for (const text of kinds) {
      const extra = { 'civic-principal': Buffer.from(text).toString('base64url') };
      await expect(verify(resign((input) => input, extra)), text).rejects.toMatchObject(invalid);
    }
  });

  test('with garbage in the headers', async () => {
    const headers = sign();
    const names = ['signature', 'signature-input', 'content-digest'];
    const garbage = [
      'x',
      '=',
      'civic',
      'civic=()',
      'civic=:x:',
      '{}',
      ';;;',
      'civic=("@method";req);tag="civic-graph"',
    ];
    for (const name of names) {
      for (const value of garbage) {
        await expect(verify({ ...headers, [name]: value }), `${name}: ${value}`).rejects.toMatchObject(
          invalid,
        );
      }
    }
  });
});

describe('replay of a signature', () => {
  test('works once, also with verifiers that share a store', async () => {
    const clock = () => start;
    const replayStore = createMemoryReplayStore(clock);
    const verifiers = [1, 2].map(() =>
      createRequestVerifier({ secret, keyId: 'payments', clock, replayStore }),
    );
    const headers = sign();
    const request = { method: 'POST', path, body, headers };
    await (await verifiers[0]!.verify(request)).useUp();
    const again = await verifiers[1]!.verify(request);
    await expect(again.useUp()).rejects.toMatchObject({ code: 'SIGNATURE_REPLAYED' });
    await expect(
      (await verifiers[1]!.verify({ ...request, headers: sign() })).useUp(),
    ).resolves.toBeUndefined();
  });
});

test('a short secret is refused', async () => {
  const short = Buffer.alloc(31).toString('base64url');
  expect(() => sign({ secret: short })).toThrow(RangeError);
  expect(() => createRequestVerifier({ secret: short, keyId: 'payments' })).toThrow(RangeError);
});

describe('the signer refuses values that would change the signature base:', () => {
  test.each<[string, Parameters<typeof sign>[0]]>([
    ['a request id with a line break', { requestId: 'a\n"civic-principal": x' }],
    ['a request id that is empty', { requestId: '' }],
    ['a path with a query', { path: '/graphql?a' }],
    ['a path with a line break', { path: '/graphql\n' }],
    ['a path with a space', { path: '/a b' }],
    ['a relative path', { path: 'graphql' }],
    ['a path with a segment of dots', { path: '/a/../graphql' }],
    ['a path with a segment of escaped dots', { path: '/%2e%2E/graphql' }],
    ['a path that ends in one', { path: '/graphql/.' }],
    ['a path that a URL escapes', { path: '/gr\\aph' }],
    ['a method with a line break', { method: 'POST\n' }],
    ['a key id with a quote', { keyId: 'a";alg="none' }],
  ])('%s', (_name, change) => {
    expect(() => sign(change)).toThrow(RangeError);
  });
});

describe('the cache of a signer', () => {
  test('never reuses a nonce: two identical calls get two', async () => {
    const nonces = [sign(), sign()].map(
      (headers) => /nonce="([^"]+)"/.exec(headers['signature-input']!)?.[1],
    );
    expect(new Set(nonces).size).toBe(2);
  });

  test('is per principal: each one is signed as itself, on one signer', async () => {
    const one = createRequestSigner({ secret, keyId: 'payments', clock: () => start });
    const alike = ['a', 'b', 'a'].map(
      (clientId) => ({ kind: 'app', clientId, scopes: [], purpose: null }) as const,
    );
    for (const principal of [...alike, ...alike]) {
      const headers = one({ method: 'POST', path, body, principal, requestId: 'r' });
      expect((await verify(headers)).principal).toEqual(principal);
    }
  });

  test('does not hold a time', async () => {
    let now = start;
    const one = createRequestSigner({ secret, keyId: 'payments', clock: () => now });
    const request = { method: 'POST', path, body, principal, requestId: 'r' };
    one(request);
    now = new Date(start.getTime() + 120_000);
    await expect(verify(one(request), { seconds: 120 })).resolves.toBeDefined();
  });

  test.each(['/graphql', '/', '/a/b-c_d.e~f/%E5%9F%8E', '/.a/b../...', "/!$&'()*+,;=:@"])(
    'the library of the other end takes the path %s',
    async (other) => {
      const headers = sign({ path: other });
      await expect(verify(byProxy(headers), { path: other })).resolves.toBeDefined();
      await expect(verify(headers, { path: other })).resolves.toBeDefined();
    },
  );
});
