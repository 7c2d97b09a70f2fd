import { beforeEach, expect, it } from 'vitest';
import type { Fetch } from '../../../session/demo-endpoint.ts';
import { createSession } from '../../../session/session.ts';
import { type AnswerInfo, type CompleteSchema, createFetcher } from './fetcher.ts';

let sent: RequestInit[];
let answers: AnswerInfo[];
let response: Response;

beforeEach(() => {
  sent = [];
  answers = [];
  response = Response.json({ data: { ok: true } });
});

function fetcherWith(token: string | null, complete?: CompleteSchema) {
  const fetch: Fetch = (_path, init) => {
    sent.push(init ?? {});
    return Promise.resolve(response);
  };
  const session = createSession(fetch);
  if (token !== null) session.paste(token);
  return createFetcher({
    fetch,
    session,
    actor: 'lin',
    callerKind: 'citizen',
    ...(complete && { complete }),
    onAnswer: (info) => answers.push(info),
  });
}

it('sends the query with the token of the session', async () => {
  const answer = await fetcherWith('abc')({ query: '{ ok }', operationName: null });
  expect(answer).toEqual({ data: { ok: true } });
  expect(sent[0]?.headers).toMatchObject({ authorization: 'Bearer abc', 'content-type': 'application/json' });
  expect(answers).toMatchObject([{ actor: 'lin', status: 200 }]);
});

it('sends none for an anonymous caller, and prefers typed headers', async () => {
  await fetcherWith(null)({ query: '{ ok }' });
  expect(sent[0]?.headers).not.toHaveProperty('authorization');
  response = Response.json({});
  await fetcherWith('abc')({ query: '{ ok }' }, { headers: { authorization: 'Bearer typed' } });
  expect(sent[1]?.headers).toMatchObject({ authorization: 'Bearer typed' });
});

it('asks for the plan and the access of each field, and shows them beside the answer', async () => {
  response = Response.json({ data: { ok: true }, extensions: { cost: { planned: 1, actual: 1, limit: 9 } } });
  expect(await fetcherWith('abc')({ query: '{ ok }' })).toEqual({ data: { ok: true } });
  expect(JSON.parse(String(sent[0]?.body)).extensions).toMatchObject({
    queryPlan: true,
    explainAccess: true,
  });
  expect(answers[0]?.insight?.cost).toEqual({ planned: 1, actual: 1, limit: 9 });
});

it('does not report introspection as an answer', async () => {
  await fetcherWith(null)({ query: '{ __schema { __typename } }', operationName: 'IntrospectionQuery' });
  expect(answers).toEqual([]);
});

it('completes an introspection', async () => {
  const fetcher = fetcherWith(null, async (introspection, query) => ({ introspection, query }));
  const query = 'query IntrospectionQuery { __schema { __typename } }';
  expect(await fetcher({ query, operationName: 'IntrospectionQuery' })).toEqual({
    introspection: { data: { ok: true } },
    query,
  });
});

it('reports an answer that is not JSON', async () => {
  response = new Response('<h1>Bad gateway', { status: 502 });
  await expect(fetcherWith(null)({ query: '{ ok }' })).rejects.toThrow('HTTP 502');
});
