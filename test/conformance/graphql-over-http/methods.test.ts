import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestGateway, type TestGateway } from '../../../gateway/test/fixtures/gateway.ts';

let graph: TestGateway;
let url: string;

beforeAll(async () => {
  graph = await startTestGateway();
  url = `${(await graph.gateway.listen()).url}/graphql`;
});
afterAll(() => graph?.close());

const json = { 'content-type': 'application/json' };
const mutation = 'mutation { rename(id: "1", name: "Mallory") { name } }';

async function send(method: string, target: string, headers: Record<string, string> = {}, body?: string) {
  const answer = await request(target, { method: method as 'GET', headers, ...(body && { body }) });
  return { status: answer.statusCode, headers: answer.headers, text: await answer.body.text() };
}

describe('methods (RFC 9110, section 9)', () => {
  it.each(['PUT', 'PATCH', 'DELETE', 'TRACE'])('%s is 405, with the allowed methods', async (method) => {
    const { status, headers, text } = await send(method, url);
    expect([status, headers.allow]).toEqual([405, 'GET, POST']);
    expect(JSON.parse(text).errors[0].extensions.code).toBe('BAD_REQUEST');
  });

  it('a body does not make PUT a POST', async () => {
    const { status } = await send('PUT', url, json, JSON.stringify({ query: mutation }));
    expect(status).toBe(405);
    expect(graph.calls).toEqual([]);
  });

  it('HEAD is 405 without a body', async () => {
    const { status, headers, text } = await send('HEAD', `${url}?query={__typename}`, json);
    expect([status, headers.allow, text]).toEqual([405, 'GET, POST', '']);
  });

  it('OPTIONS lists the allowed methods, and allows no other origin', async () => {
    const { status, headers, text } = await send('OPTIONS', url, { origin: 'https://evil.test' });
    expect([status, headers.allow, text]).toEqual([204, 'GET, POST, OPTIONS', '']);
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it.each(['application/json', 'application/graphql-response+json'])(
    'a mutation by GET is 405 and does not run (accept %s)',
    async (accept) => {
      const target = `${url}?query=${encodeURIComponent(mutation)}`;
      const { status, headers, text } = await send('GET', target, { ...json, accept });
      expect([status, headers.allow]).toEqual([405, 'POST']);
      expect(JSON.parse(text)).not.toHaveProperty('data');
      expect(graph.calls).toEqual([]);
    },
  );

  it('GET runs only the query of a document with both', async () => {
    const both = encodeURIComponent(`query Q { __typename } ${mutation.replace('mutation', 'mutation M')}`);
    const query = await send('GET', `${url}?query=${both}&operationName=Q`, json);
    const refused = await send('GET', `${url}?query=${both}&operationName=M`, json);
    expect([query.status, query.text.trim()]).toEqual([200, '{"data":{"__typename":"Query"}}']);
    expect(refused.status).toBe(405);
    expect(graph.calls).toEqual([]);
  });

  it('an empty operation name counts as absent, by GET and by POST', async () => {
    const query = 'query Q { __typename }';
    const byGet = await send('GET', `${url}?query=${encodeURIComponent(query)}&operationName=`, json);
    const byPost = await send('POST', url, json, JSON.stringify({ query, operationName: '' }));
    for (const { status, text } of [byGet, byPost])
      expect([status, text.trim()]).toEqual([200, '{"data":{"__typename":"Query"}}']);
  });
});
