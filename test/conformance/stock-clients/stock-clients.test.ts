import { createHash } from 'node:crypto';
import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { eventually, personas } from '@civic-graph/testing';
import { Client, fetchExchange } from '@urql/core';
import { createClient as createSseClient } from 'graphql-sse';
import { CloseCode, createClient as createWsClient } from 'graphql-ws';
import { WebSocket } from 'undici';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestGateway, type TestGateway } from '../../../gateway/test/fixtures/gateway.ts';

/*
 * Popular clients with default settings: only the gateway's URL and the caller are set.
 */

const diary = '{ person(id: "1") { id diary } }';
const mine = { person: { id: '1', diary: 'dear diary' } };
let graph: TestGateway;
let url: string;
let headers: { readonly Authorization: string };

beforeAll(async () => {
  graph = await startTestGateway();
  url = `${(await graph.gateway.listen()).url}/graphql`;
  const token = await graph.issuer.mint(personas['operator-transport'], { claims: { scope: 'diary' } });
  headers = { Authorization: `Bearer ${token}` };
});
afterAll(() => graph?.close());
beforeEach(() => void graph.streams.splice(0));

describe('@urql/core', () => {
  const client = (fetchOptions: RequestInit) => new Client({ url, exchanges: [fetchExchange], fetchOptions });

  it('queries by GET, with a token', async () => {
    const methods: unknown[] = [];
    const spy: typeof fetch = (input, init) => {
      methods.push(init?.method);
      return fetch(input, init);
    };
    const urql = new Client({ url, exchanges: [fetchExchange], fetchOptions: { headers }, fetch: spy });
    const { data, error } = await urql.query(diary, {}).toPromise();
    expect([data, error]).toEqual([mine, undefined]);
    expect(methods).toEqual(['GET']);
  });

  it('mutates by POST', async () => {
    const rename = 'mutation ($name: String!) { rename(id: "2", name: $name) { id } }';
    const { data, error } = await client({ headers }).mutation(rename, { name: 'Li' }).toPromise();
    expect([data, error]).toEqual([{ rename: { id: '2' } }, undefined]);
  });

  it('is told what to send if it has no token', async () => {
    const { error } = await client({}).query('{ people { id } }', {}).toPromise();
    expect(error?.message).toContain('apollo-require-preflight');
    const answer = await client({ headers: { 'apollo-require-preflight': '1' } })
      .query('{ people { id } }', {})
      .toPromise();
    expect(answer.data?.people).toHaveLength(3);
  });
});

describe('@apollo/client', () => {
  const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
  const client = (link: ConstructorParameters<typeof ApolloClient>[0]['link']) =>
    new ApolloClient({ link, cache: new InMemoryCache() });

  it('asks', async () => {
    const { data } = await client(new HttpLink({ uri: url, headers })).query({ query: gql(diary) });
    expect(data).toMatchObject(mine);
  });

  it.each([false, true])('queries by hash, then with the text, then by hash (GET: %s)', async (byGet) => {
    const statuses: number[] = [];
    const spy: typeof fetch = async (input, init) => {
      const answer = await fetch(input, init);
      statuses.push(answer.status);
      return answer;
    };
    const query = gql(`query Hashed${byGet} ${diary}`);
    const persisted = () =>
      client(
        new PersistedQueryLink({ sha256, useGETForHashedQueries: byGet }).concat(
          new HttpLink({ uri: url, headers, fetch: spy }),
        ),
      );
    for (let time = 0; time < 2; time += 1) {
      const { data } = await persisted().query({ query });
      expect(data).toMatchObject(mine);
    }
    expect(statuses).toEqual([200, 200, 200]);
  });

  it('reads the code of a refusal', async () => {
    const asked = client(new HttpLink({ uri: url, headers })).query({ query: gql('{ nothing }') });
    await expect(asked).rejects.toMatchObject({
      errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
    });
  });
});

describe('graphql-ws', () => {
  const asked = (connectionParams: Record<string, unknown>) => {
    const client = createWsClient({
      url: url.replace('http', 'ws'),
      webSocketImpl: WebSocket,
      connectionParams,
    });
    return client.iterate({ query: diary }).next();
  };

  it.each<[string, () => Record<string, unknown>]>([
    ['authorization', () => ({ authorization: headers.Authorization })],
    ['Authorization', () => ({ ...headers })],
    ['headers.authorization', () => ({ headers: { authorization: headers.Authorization } })],
    ['headers.Authorization', () => ({ headers })],
  ])('is identified by its %s', async (_, params) => {
    expect(await asked(params())).toMatchObject({ value: { data: mine } });
  });

  it('is closed for good if its token is in an unknown place', async () => {
    const closed = asked({ authToken: headers.Authorization });
    await expect(closed).rejects.toMatchObject({
      code: CloseCode.Unauthorized,
      reason: expect.stringContaining('"authorization"'),
    });
  });
});

it('graphql-sse receives events in distinct connections mode', async () => {
  const client = createSseClient({ url, headers: { ...headers } });
  const results = client.iterate({ query: 'subscription { ticks }' });
  const next = results.next();
  await eventually(() => expect(graph.streams).toHaveLength(1));
  graph.streams[0]?.next(7);
  expect(await next).toMatchObject({ value: { data: { ticks: 7 } } });
  await results.return?.();
  client.dispose();
});
