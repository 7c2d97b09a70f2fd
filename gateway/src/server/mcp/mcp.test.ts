import { randomUUID } from 'node:crypto';
import { createDpopKey, eventually, personas } from '@civic-graph/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { answerIn, type McpCity, mcpUrl, recordsIn, startMcpCity } from '../../../test/fixtures/mcp-city.ts';
import { mcpDefaults } from '../../config/mcp-settings.ts';

const app = 'wechat-city';
const people =
  '# Everybody in the directory.\n# By name.\nquery People($first: ID! = "1") { person(id: $first) { name } }';
const diary = 'query Diary { person(id: "1") { name diary } }';
const secret = 'query Secret { person(id: "1") { secret } }';
const rename = 'mutation Rename($id: ID!, $name: String!) { rename(id: $id, name: $name) { name } }';
const ticks = 'subscription Ticks { ticks }';

let city: McpCity;
let token: string;

beforeAll(async () => {
  city = await startMcpCity();
  city.feed.safelist(app, [people, diary, secret, rename, ticks, '{ people { id } }', 'query Old { gone }']);
  await city.feed.learnt();
  token = await city.agentToken({ ...personas.lin, scopes: [], consents: [] });
});
afterAll(() => city.close());
beforeEach(() => {
  city.refusal = null;
});

const withDiary = { ...personas.lin, scopes: ['diary'], consents: ['diary'] };
const codeOf = (result: unknown) => answerIn(result).errors?.[0]?.extensions.code;
const bearer = (value: string) => ({ authorization: `Bearer ${value}` });
const ping = { jsonrpc: '2.0', id: 1, method: 'ping' };

describe('tools', () => {
  it('are the approved operations that the caller may read, described for an agent', async () => {
    const client = await city.connect(token);
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual([
      'People',
      'Diary',
      'Rename',
      expect.stringMatching(/^query_[\da-f]{8}$/),
    ]);
    expect(tools[0]).toEqual({
      name: 'People',
      description: 'Everybody in the directory. By name.',
      inputSchema: {
        type: 'object',
        properties: { first: { type: 'string', default: '1' } },
        required: [],
        additionalProperties: false,
      },
      annotations: { readOnlyHint: true, destructiveHint: false, openWorldHint: false },
    });
    expect(tools[1]?.description).toMatch(/null for this caller:\n- Person\.diary: .*consent/);
    expect(tools[2]).toMatchObject({
      annotations: { readOnlyHint: false, destructiveHint: true },
      inputSchema: { required: ['id', 'name'], properties: { 'confirmation-code': { type: 'string' } } },
    });
  });

  it('include more for a caller with more rights', async () => {
    const client = await city.connect(await city.agentToken({ ...personas.lin, scopes: ['secret'] }));
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toContain('Secret');
  });

  it('answer with the JSON of the graph', async () => {
    const client = await city.connect(token);
    const result = await client.callTool({ name: 'People', arguments: { first: '2' } });
    expect(result.isError).toBeUndefined();
    expect(answerIn(result)).toEqual({ data: { person: { name: 'Person 2' } } });
  });

  it('that are not listed answer what is missing', async () => {
    const client = await city.connect(token);
    const result = await client.callTool({ name: 'Secret' });
    expect(result.isError).toBe(true);
    expect(codeOf(result)).toBe('UNAUTHORIZED_FIELD_OR_TYPE');
  });

  it('name the missing consent, and where to give it', async () => {
    const approved = { ...personas.lin, scopes: [], consents: [], approved: ['diary'] };
    const client = await city.connect(await city.agentToken(approved));
    const result = await client.callTool({ name: 'Diary' });
    expect(result.isError).toBeUndefined();
    const { data, errors } = answerIn(result);
    expect(data).toEqual({ person: { name: 'Person 1', diary: null } });
    expect(errors[0].extensions.consent).toMatchObject({
      scopes: ['diary'],
      url: expect.stringContaining('/auth?'),
    });
  });

  it('that the app does not have are unknown, even if the graph would answer', async () => {
    const client = await city.connect(token);
    for (const name of ['Ticks', 'Old', 'Nothing', '{ people { id name } }', 'constructor', '__proto__'])
      await expect(client.callTool({ name })).rejects.toMatchObject({ code: -32_602 });
    const other = await city.connect(await city.agentToken(personas['weibo-city']));
    expect((await other.listTools()).tools).toEqual([]);
    await expect(other.callTool({ name: 'People' })).rejects.toMatchObject({ code: -32_602 });
  });

  it.each([
    [{ first: 1.5 }, 'BAD_USER_INPUT'],
    [{ second: '1' }, 'BAD_USER_INPUT'],
    [{ 'confirmation-code': 'x' }, 'BAD_USER_INPUT'],
  ])('refuse %j', async (input, code) => {
    const client = await city.connect(token);
    const result = await client.callTool({ name: 'People', arguments: input });
    expect([result.isError, codeOf(result)]).toEqual([true, code]);
  });

  it('mask the errors of a subgraph', async () => {
    const client = await city.connect(token);
    city.graph.behave('people', (response) => void response.writeHead(500).end('SELECT * FROM internals'));
    try {
      const result = await client.callTool({ name: 'People', arguments: { first: '3' } });
      expect(codeOf(result)).toBe('SUBGRAPH_UNAVAILABLE');
      expect(JSON.stringify(result)).not.toContain('internals');
    } finally {
      city.graph.behave('people', null);
    }
    expect(city.graph.log.join('')).not.toContain('pairwise-0');
  });
});

describe('an agent’s token', () => {
  it('is exchanged once, and never sent to a subgraph', async () => {
    const fresh = await city.agentToken(withDiary);
    const client = await city.connect(fresh);
    const before = city.exchanges;
    const calls = city.graph.calls.length;
    for (const _ of [1, 2, 3]) await client.callTool({ name: 'Diary' });
    expect(city.exchanges).toBe(before);
    expect(city.graph.calls.length).toBeGreaterThan(calls);
    for (const { headers, body } of city.graph.calls)
      expect(JSON.stringify(headers) + body.toString()).not.toContain(fresh.slice(-40));
  });

  it('is required, and the refusal says where to get one', async () => {
    const response = await city.post(ping);
    expect(response.status).toBe(401);
    const metadata = 'https://gateway.test/.well-known/oauth-protected-resource/mcp';
    expect(response.headers.get('www-authenticate')).toBe(`Bearer resource_metadata="${metadata}"`);
    expect(await response.json()).toMatchObject({
      jsonrpc: '2.0',
      id: null,
      error: { data: { code: 'UNAUTHENTICATED' } },
    });
    const described = await fetch(`${city.url}${new URL(metadata).pathname}`);
    expect(await described.json()).toMatchObject({
      resource: mcpUrl,
      authorization_servers: [city.graph.issuer.issuer],
      bearer_methods_supported: ['header'],
    });
  });

  it('for the graph is refused here, and the other way round', async () => {
    const forGraph = await city.graph.issuer.mint(personas.lin);
    const response = await city.post(ping, bearer(forGraph));
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toMatch(
      /^Bearer error="invalid_token", resource_metadata="/,
    );
    expect((await city.graph.ask('{ people { id } }', { token })).status).toBe(401);
    const { status } = await city.graph.ask('{ people { id } }', { token: forGraph });
    expect(status).toBe(200);
  });

  it('of an official is refused', async () => {
    const response = await city.post(ping, bearer(await city.agentToken(personas['operator-transport'])));
    expect([response.status, await response.json()]).toMatchObject([
      403,
      { error: { data: { code: 'FORBIDDEN' } } },
    ]);
  });

  it.each([
    [{ status: 400, error: 'invalid_request' }, 401, 'TOKEN_REVOKED'],
    [{ status: 401, error: 'invalid_client' }, 503, 'NOT_READY'],
    [{ status: 500, error: 'server_error' }, 503, 'NOT_READY'],
  ])('that the issuer does not exchange (%j) is refused', async (refusal, status, code) => {
    city.refusal = refusal;
    const fresh = await city.agentToken(withDiary);
    const response = await city.post(ping, bearer(fresh));
    expect([response.status, await response.json()]).toMatchObject([status, { error: { data: { code } } }]);
    // The issuer is not asked again for each request.
    const asked = city.exchanges;
    expect((await city.post(ping, bearer(fresh))).status).toBe(status);
    expect(city.exchanges).toBe(asked);
    city.refusal = null;
    await eventually(async () => expect((await city.post(ping, bearer(fresh))).status).toBe(200));
  });

  it('is refused once its grant is revoked', async () => {
    const fresh = await city.agentToken(withDiary, { claims: { grant: 'grant-2' } });
    expect((await city.post(ping, bearer(fresh))).status).toBe(200);
    city.feed.revoke('grant', 'grant-2');
    await eventually(async () => expect((await city.post(ping, bearer(fresh))).status).toBe(401));
  });

  it('that is bound to a key needs a proof for this address', async () => {
    const key = await createDpopKey();
    const bound = await city.agentToken(withDiary, { claims: { cnf: { jkt: key.thumbprint } } });
    const send = async (url: string) => {
      const dpop = await key.prove({ url, token: bound });
      return (await city.post(ping, { authorization: `DPoP ${bound}`, dpop })).status;
    };
    expect(await send(mcpUrl)).toBe(200);
    expect(await send('https://gateway.test/graphql')).toBe(401);
    const { status, headers } = await city.post(ping, bearer(bound));
    expect([status, headers.get('www-authenticate')]).toEqual([
      401,
      expect.stringMatching(/^DPoP error=.*resource_metadata=/),
    ]);
  });
});

describe('requests', () => {
  it.each<[string, unknown, Readonly<Record<string, string>>, number]>([
    ['of a page of another origin', ping, { origin: 'https://evil.example' }, 403],
    ['of an opaque origin', ping, { origin: 'null' }, 403],
    ['that are batches', [ping, ping], {}, 400],
    ['that are not JSON', '{', {}, 400],
    [
      'with members that change prototypes',
      '{"jsonrpc":"2.0","id":1,"method":"ping","__proto__":{"a":1}}',
      {},
      400,
    ],
    ['that are not JSON-RPC', { hello: 1 }, {}, 400],
    ['of another media type', 'a=1', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['that are compressed', ping, { 'content-encoding': 'gzip' }, 415],
    ['of a client that does not accept events', ping, { accept: 'application/json' }, 406],
    ['of another protocol version', ping, { 'mcp-protocol-version': '1999-01-01' }, 400],
    ['of an invented session', ping, { 'mcp-session-id': 'a.b' }, 404],
    ['that are oversized', { ...ping, params: { text: 'x'.repeat(1_100_000) } }, {}, 413],
    ['that nest too deep', `{"a":${'['.repeat(300)}${']'.repeat(300)}}`, {}, 400],
    ['that answer an unknown question', { jsonrpc: '2.0', id: 'confirm-1', result: {} }, {}, 400],
  ])('%s are refused', async (_, body, headers, status) => {
    const response = await city.post(body, { ...bearer(token), ...headers });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ jsonrpc: '2.0', error: { message: expect.any(String) } });
  });

  it('of the own origin are answered, without CORS headers', async () => {
    const response = await city.post(ping, { ...bearer(token), origin: 'https://gateway.test' });
    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it.each(['GET', 'DELETE', 'PUT', 'OPTIONS'])(
    '%s is refused: the server has no streams and no sessions',
    async (method) => {
      const response = await fetch(`${city.url}/mcp`, { method, headers: bearer(token) });
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
    },
  );

  it('with a query string or another spelling of the path are not found', async () => {
    for (const path of ['/mcp?access_token=x', '/%6dcp', '/mcp/'])
      expect((await fetch(`${city.url}${path}`, { method: 'POST', headers: bearer(token) })).status).toBe(
        404,
      );
  });
});

describe('a mutation', () => {
  const input = { id: '1', name: 'Renamed' };
  const renames = () => city.graph.calls.filter(({ body }) => body.includes('rename')).length;
  const codeIn = (result: unknown) => String(answerIn(result).errors[0].extensions.confirmation?.code);

  it('runs once a person has agreed in the client', async () => {
    const answer = vi.fn(() => ({ action: 'accept' as const, content: { confirm: true } }));
    const client = await city.connect(token, { answer });
    const before = renames();
    const result = await client.callTool({ name: 'Rename', arguments: { ...input, name: 'A\u202eB' } });
    expect(answerIn(result)).toEqual({ data: { rename: { name: 'A\u202eB' } } });
    expect(renames()).toBe(before + 1);
    const [[question]] = answer.mock.calls as unknown as [[{ message: string }]];
    expect(question.message).toMatch(/^Run Rename\?\n/);
    expect(question.message).toContain('"A\\u{202e}B"');
  });

  it.each([
    [{ action: 'decline' as const }, 'CONFIRMATION_REFUSED'],
    [{ action: 'cancel' as const }, 'CONFIRMATION_REFUSED'],
    [{ action: 'accept' as const, content: { confirm: false } }, 'CONFIRMATION_REFUSED'],
    [{ action: 'accept' as const, content: {} }, 'CONFIRMATION_REFUSED'],
  ])('does not run after %j', async (given, code) => {
    const client = await city.connect(token, { answer: () => given });
    const before = renames();
    expect(codeOf(await client.callTool({ name: 'Rename', arguments: input }))).toBe(code);
    expect(renames()).toBe(before);
  });

  it('asks nobody if its arguments are invalid or the caller has no rights', async () => {
    const answer = vi.fn(() => ({ action: 'accept' as const, content: { confirm: true } }));
    const client = await city.connect(token, { answer });
    expect(codeOf(await client.callTool({ name: 'Rename', arguments: { id: '1' } }))).toBe('BAD_USER_INPUT');
    expect(answer).not.toHaveBeenCalled();
  });

  it('runs once with a code if the client cannot ask', async () => {
    const client = await city.connect(token);
    const before = renames();
    const first = await client.callTool({ name: 'Rename', arguments: input });
    expect([first.isError, codeOf(first)]).toEqual([true, 'CONFIRMATION_REQUIRED']);
    expect(renames()).toBe(before);
    const again = {
      name: 'Rename',
      arguments: { name: input.name, 'confirmation-code': codeIn(first), id: input.id },
    };
    expect(answerIn(await client.callTool(again))).toEqual({ data: { rename: { name: 'Renamed' } } });
    expect(codeOf(await client.callTool(again))).toBe('CONFIRMATION_REFUSED');
    expect(renames()).toBe(before + 1);
  });

  it('does not run with an invented code, or one for another call or caller', async () => {
    const client = await city.connect(token);
    const code = codeIn(await client.callTool({ name: 'Rename', arguments: input }));
    const other = await city.connect(await city.agentToken({ ...personas.zhao }));
    const before = renames();
    const attempt = async (by: typeof client, changes: object) =>
      codeOf(
        await by.callTool({ name: 'Rename', arguments: { ...input, 'confirmation-code': code, ...changes } }),
      );
    expect(await attempt(client, { name: 'Another' })).toBe('CONFIRMATION_REFUSED');
    expect(await attempt(client, { id: '2' })).toBe('CONFIRMATION_REFUSED');
    expect(await attempt(other, {})).toBe('CONFIRMATION_REFUSED');
    expect(await attempt(client, { 'confirmation-code': `${code}x` })).toBe('CONFIRMATION_REFUSED');
    expect(await attempt(client, { 'confirmation-code': 'a.b' })).toBe('CONFIRMATION_REFUSED');
    expect(renames()).toBe(before);
    expect(await attempt(client, {})).toBeUndefined();
  });

  it('does not run if the token is revoked before the person answers', async () => {
    const fresh = await city.agentToken(withDiary, { claims: { grant: 'grant-3' } });
    const before = renames();
    const client = await city.connect(fresh, {
      async answer() {
        city.feed.revoke('grant', 'grant-3');
        await city.feed.learnt();
        return { action: 'accept', content: { confirm: true } };
      },
    });
    const result = await client.callTool({ name: 'Rename', arguments: input });
    expect([result.isError, codeOf(result)]).toEqual([true, 'TOKEN_REVOKED']);
    expect(renames()).toBe(before);
  });
});

describe('limits', () => {
  async function inCity(
    changes: Parameters<typeof startMcpCity>[0],
    test: (limited: McpCity) => Promise<void>,
  ) {
    const limited = await startMcpCity(changes);
    try {
      limited.feed.safelist(app, [people, diary, rename]);
      await limited.feed.learnt();
      await test(limited);
    } finally {
      await limited.close();
    }
  }
  const toolNames = async (by: McpCity) => {
    const client = await by.connect(await by.agentToken(withDiary));
    return (await client.listTools()).tools.map(({ name }) => name);
  };

  it('each message costs at least a point', () =>
    inCity(
      { quotas: { perApp: 1_000, perPerson: 4, perAddress: 8, dataSubjectsPerApp: 1 } },
      async (limited) => {
        const headers = bearer(await limited.agentToken(withDiary));
        const answers: Response[] = [];
        for (let count = 0; count < 6; count++) answers.push(await limited.post(ping, headers));
        expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 429, 429]);
        expect(Number(answers[5]?.headers.get('retry-after'))).toBeGreaterThan(0);
      },
    ));

  it('an answer that is too long is an error, and the number of tools per app is limited', () =>
    inCity(
      { mcp: { url: mcpUrl, ...mcpDefaults, maxResultCharacters: 50, maxTools: 2 } },
      async (limited) => {
        const client = await limited.connect(await limited.agentToken(withDiary));
        expect(await toolNames(limited)).toEqual(['People', 'Diary']);
        expect(answerIn(await client.callTool({ name: 'People' })).data).toBeDefined();
        const long = await client.callTool({ name: 'Diary' });
        expect([long.isError, codeOf(long)]).toEqual([true, 'OPERATION_LIMIT_EXCEEDED']);
      },
    ));

  it('tools come in pages', () =>
    inCity({ mcp: { url: mcpUrl, ...mcpDefaults, toolsPerPage: 2 } }, async (limited) => {
      const client = await limited.connect(await limited.agentToken(withDiary));
      const first = await client.listTools();
      const second = await client.listTools({ cursor: first.nextCursor ?? '' });
      expect([first, second].map(({ tools }) => tools.length)).toEqual([2, 1]);
      expect(second.nextCursor).toBeUndefined();
      await expect(client.listTools({ cursor: '-1' })).rejects.toThrow('cursor');
    }));

  it('several processes without Redis offer no mutations, because they do not know each other’s used codes', () =>
    inCity({ workers: 2 }, async (limited) => {
      expect(await toolNames(limited)).toEqual(['People', 'Diary']);
      const client = await limited.connect(await limited.agentToken(withDiary));
      await expect(client.callTool({ name: 'Rename' })).rejects.toMatchObject({ code: -32_602 });
      expect(limited.graph.log.join('')).toContain('set REDIS_URL');
    }));

  it('a switched-off field hides its tool, and an unavailable safelist hides all tools', () =>
    inCity({}, async (limited) => {
      const off = {
        id: randomUUID(),
        agency: 'bureau',
        subgraph: 'people',
        clientId: null,
        notice: 'Back at noon.',
      };
      limited.feed.switch([{ ...off, coordinate: 'Mutation.rename', since: '2026-06-01T08:00:00.000Z' }]);
      await eventually(async () => expect(await toolNames(limited)).toEqual(['People', 'Diary']));
      const client = await limited.connect(await limited.agentToken(withDiary));
      const input = { id: '1', name: 'Renamed' };
      expect(codeOf(await client.callTool({ name: 'Rename', arguments: input }))).toBe('SWITCHED_OFF');
      limited.feed.answerSafelist = (response) => void response.writeHead(500).end();
      limited.feed.safelist(app, [people]);
      await eventually(async () =>
        expect(codeOf(await client.callTool({ name: 'People' }))).toBe('SAFELIST_UNAVAILABLE'),
      );
    }));

  it('the gateway has no MCP server unless it is configured', () =>
    inCity({ mcp: null }, async (limited) => {
      expect((await limited.post(ping, bearer(token))).status).toBe(404);
      expect((await fetch(`${limited.url}/.well-known/oauth-protected-resource/mcp`)).status).toBe(404);
    }));
});

it('access to personal data is recorded, with app and purpose', async () => {
  const client = await city.connect(await city.agentToken({ ...withDiary, purpose: 'city-services' }));
  const before = recordsIn(city).length;
  expect(answerIn(await client.callTool({ name: 'Diary' })).data.person?.diary).toBe('dear diary');
  expect(recordsIn(city).slice(before)).toMatchObject([
    { app, purpose: 'city-services', fields: { people: ['Person.diary'] } },
  ]);
});
