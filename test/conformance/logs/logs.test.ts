import { protocols } from '@civic-graph/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type MarkedLibrary, marked, query, startMarkedLibrary } from '../traces/marked-library.ts';

/*
 * Logs need no redaction, because they contain only schema names, codes, request ids and stack frames. This
 * test sends marked values in every way, at the most verbose level, and searches the logs for them.
 */

let library: MarkedLibrary;
const log: string[] = [];
beforeAll(async () => {
  library = await startMarkedLibrary({ log });
});
afterAll(() => library.close());

const broken = query.replace(marked.literal, 'broken');
const variables = { card: marked.variable };

async function post(body: string, headers: Record<string, string> = {}): Promise<string> {
  const authorization = `Bearer ${library.token}`;
  const response = await fetch(library.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization, ...headers },
    body,
  });
  return response.text();
}

const asked = (text: string, given: object = variables) =>
  post(JSON.stringify({ query: text, variables: given }));

it('values are in answers and in no log, however the query sends them', async () => {
  // Twice each, on both paths.
  for (const _ of [1, 2]) {
    expect(await asked(query)).toContain(marked.value);
    expect(await asked(broken)).toContain('INTERNAL_SERVER_ERROR');
  }
  const url = `${library.url}?${new URLSearchParams({ query, variables: JSON.stringify(variables) })}`;
  const headers = { authorization: `Bearer ${library.token}`, 'apollo-require-preflight': 'true' };
  expect(await (await fetch(url, { headers })).text()).toContain(marked.value);
  for (const protocol of ['sse', 'websocket'] as const) {
    const subscriber = protocols[protocol](library.url, library.token);
    for (const text of [query, broken]) {
      for await (const { data } of subscriber.subscribe(text, variables)) {
        expect(JSON.stringify(data)).toContain(marked.variable);
      }
    }
    subscriber.dispose();
  }
  expectNothingMarked();
});

it('values of a refused request are in no log', async () => {
  const refused = [
    asked(query, { card: { wrong: marked.variable } }),
    asked(query.replace('loan', marked.literal.replace('-', '_'))),
    asked(`{ reader(card: { not: "${marked.literal}" }) { card } }`),
    asked(`{ reader(card: "${marked.literal}`),
    post(`{"query": "${marked.literal}`),
    post(JSON.stringify({ query: 1, variables: marked.variable })),
    post(JSON.stringify({ query, variables }), {
      authorization: `Bearer ${marked.subject}.${marked.citizen}.x`,
    }),
    post(marked.variable, { 'content-type': `text/${marked.variable}` }),
    fetch(`${library.url}/${marked.variable}`).then((response) => response.text()),
  ];
  for (const answer of await Promise.all(refused)) expect(answer).toContain('"errors"');
  expectNothingMarked();
});

function expectNothingMarked(): void {
  const lines = [...library.gateway.log, ...log];
  // Both logs have entries to search.
  expect(library.gateway.log.some((line) => line.includes('a slow operation'))).toBe(true);
  expect(log.some((line) => line.includes('request failed') && line.includes('marked-library'))).toBe(true);
  for (const line of lines) {
    expect(line).not.toMatch(/MARKED/);
    expect(line).not.toContain(library.token);
  }
}
