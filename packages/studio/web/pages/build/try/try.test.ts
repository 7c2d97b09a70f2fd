import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { curlOf } from '../../../graph/curl.ts';
import { readVariables, runAsCitizen } from './run-as-citizen.ts';

it('sends the operation with the citizen’s token, and lists what was refused', async () => {
  const sent: RequestInit[] = [];
  const error = {
    message: 'Citizen.notices is not open',
    path: ['me', 'notices', 0],
    extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE', remedy: 'ask for consent' },
  };
  const fetch = async (_: string, init?: RequestInit) => {
    sent.push(init ?? {});
    return Response.json({ data: { me: null }, errors: [error] });
  };
  let time = 0;
  const run = { query: '{ me { id } }', variables: { first: 1 }, token: 't1' };
  const answer = await runAsCitizen(fetch, run, () => (time += 10));
  expect(sent).toMatchObject([{ method: 'POST', headers: { authorization: 'Bearer t1' } }]);
  expect(JSON.parse(String(sent[0]?.body))).toEqual({ query: '{ me { id } }', variables: { first: 1 } });
  expect(answer).toMatchObject({ status: 200, ms: 10 });
  expect(answer.refusals).toEqual([
    {
      path: ['me', 'notices', 0],
      code: 'UNAUTHORIZED_FIELD_OR_TYPE',
      message: 'Citizen.notices is not open',
      remedy: 'ask for consent',
    },
  ]);
});

it('an answer that is no JSON is shown as such', async () => {
  const fetch = async () => new Response('<html>', { status: 502 });
  const answer = await runAsCitizen(fetch, { query: '{ a }', variables: {}, token: 't' });
  expect(answer).toMatchObject({ status: 502, body: 'null', refusals: [] });
});

it.each([
  ['', {}],
  ['{ "first": 1 }', { first: 1 }],
  ['[1]', null],
  ['{ first }', null],
])('reads variables: %j', (json, expected) => {
  expect(readVariables(json)).toEqual(expected);
});

it('a shell passes the operation on as it is', () => {
  const query = `query Q { stops(search: "$HOME 'x' \\"") { nodes { name } } }`;
  const command = curlOf({
    url: 'http://127.0.0.1:4000/graphql',
    body: { query, variables: {} },
    token: '$TOKEN',
  });
  const script = `curl() { for last; do :; done; printf %s "$last"; }\n${command}`;
  const body = execFileSync('sh', ['-c', script], { env: { TOKEN: 't' } }).toString();
  expect(JSON.parse(body)).toEqual({ query, variables: {} });
});
