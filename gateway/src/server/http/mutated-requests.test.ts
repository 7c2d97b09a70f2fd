import { fuzzing, randomNumbers } from '@civic-graph/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { operations } from '../../../test/fixtures/create-engine.ts';
import { startTestGateway, type TestGateway } from '../../../test/fixtures/gateway.ts';

const { rounds, seed } = fuzzing(1_000);

let graph: TestGateway;

beforeAll(async () => {
  graph = await startTestGateway();
});
afterAll(() => graph.close());

const splinters = [
  ...'{}[]():!$@"\\,#|&= \n\t\u0000\ufeff\ud800é0',
  '...',
  '"""',
  '__proto__',
  '__typename',
  '__schema',
  'null',
  '@skip(if: true)',
  '@include(if: $yes)',
  'on Person',
  '...P',
  'fragment P on Person { ...P }',
  '1e999',
  '-0',
  '\\u0000',
  'query',
  'mutation',
  'subscription',
  '_entities',
];

/** Text with something put in, left out, doubled or moved. */
function mutate(text: string, random: (below: number) => number): string {
  const [from, to] = [random(text.length + 1), random(text.length + 1)].sort((a, b) => a - b) as [
    number,
    number,
  ];
  const part = text.slice(from, Math.min(to, from + 30));
  switch (random(4)) {
    case 0:
      return text.slice(0, from) + splinters[random(splinters.length)] + text.slice(from);
    case 1:
      return text.slice(0, from) + text.slice(from + part.length);
    case 2:
      return text.slice(0, to) + part + text.slice(to);
    default:
      return text.slice(0, from) + part + text.slice(to);
  }
}

test(`requests that are mutated at random never break it (seed ${seed})`, async () => {
  const random = randomNumbers(seed);
  const mutated = (text: string) => {
    let result = text;
    for (let times = random(5); times >= 0; times--) result = mutate(result, random);
    return result;
  };
  const failures: unknown[] = [];
  for (let round = 0; round < rounds; round++) {
    const { query, variables } = operations[random(operations.length)]!;
    const payload =
      random(2) === 0
        ? mutated(JSON.stringify({ query, variables }))
        : JSON.stringify({ query: mutated(query), variables });
    const answer = await graph.send({ headers: { 'content-type': 'application/json' }, payload });
    const isWhole = answer.json !== null && (Array.isArray(answer.json.errors) || 'data' in answer.json);
    const tells = /node_modules|at \w+ \(|TypeError|RangeError|Cannot read/.test(answer.text);
    if (answer.status >= 500 || !isWhole || tells)
      failures.push({ payload, status: answer.status, text: answer.text });
  }
  expect(failures).toEqual([]);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
}, 600_000);
