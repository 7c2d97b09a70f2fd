import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { personas } from '@civic-graph/demo';
import { anonymous, type Principal } from '@civic-graph/policy';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dataSetFolder, validManifest } from '../test/data-set-folder.ts';
import { openTestSubgraph, type TestSubgraph } from '../test/test-subgraph.ts';
import { expectedError } from './differential-privacy/geometric-noise.ts';

const households = new URL('../datasets/households/', import.meta.url);

let graph: TestSubgraph;
let remove: () => Promise<void>;
let records: string[][];
beforeAll(async () => {
  const manifest = JSON.parse(
    await readFile(new URL('households.microdata.json', households), 'utf8'),
  ) as object;
  const csv = fileURLToPath(new URL('households.csv', households));
  records = (await readFile(csv, 'utf8'))
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','));
  const files = await dataSetFolder({
    'manifest.json': validManifest,
    'visitors.csv': 'region,origin,year,visitors\n330106,NEAR,2020,10\n',
    'a.microdata.json': {
      ...manifest,
      file: csv,
      privacy: { budgetPerApp: 2, totalBudget: 2.5 },
      maximumVariables: 6,
    },
  });
  remove = files.remove;
  graph = await openTestSubgraph(files.folder);
});
afterAll(async () => {
  await graph.close();
  await remove();
});

const { lin } = personas;
const query = `query ($variables: [ID!]!, $where: [KeyFilter!], $epsilon: Float!) {
  privateTable(microdata: "households", variables: $variables, where: $where, epsilon: $epsilon) {
    epsilon expectedError microdata { id } variables { id } cells { key { variable code } count } }
  privacyBudget(microdata: "households") { spent remaining } }`;

interface Table {
  readonly epsilon: number;
  readonly expectedError: number;
  readonly cells: readonly { readonly key: { variable: string; code: string }[]; readonly count: number }[];
}

async function ask(variables: object, principal: Principal = lin) {
  const { data, errors } = await graph.subgraph.executeAs(principal, { query, variables });
  const found = data as {
    privateTable: Table | null;
    privacyBudget: { spent: number; remaining: number } | null;
  };
  return { ...found, code: errors?.[0]?.extensions?.code, message: errors?.[0]?.message };
}

const byApp = (clientId: string): Principal => ({ ...lin, clientId });

function truth(variable: string, code: string): number {
  const column = records[0]!.indexOf(variable.toLowerCase());
  return records.filter((record) => record[column] === code).length;
}

test('an app pays for a table, which differs from the truth by noise of the promised size', async () => {
  const { privateTable, privacyBudget } = await ask({ variables: ['DISTRICT'], epsilon: 0.5 });
  expect(privateTable).toMatchObject({ epsilon: 0.5, expectedError: expectedError(500) });
  expect(privacyBudget).toEqual({ spent: 0.5, remaining: 1.5 });
  const differences = privateTable!.cells.map(
    ({ key: [one], count }) => count - truth('DISTRICT', one!.code),
  );
  expect(differences.some((difference) => difference !== 0)).toBe(true);
  const mean = differences.reduce((sum, one) => sum + Math.abs(one), 0) / differences.length;
  expect(mean).toBeLessThan(3 * expectedError(500));
});

test('the same question, in any order, has the same answer for every app, and costs each once', async () => {
  const where = [{ dimension: 'TENURE', codes: [] as string[] }];
  const tenure = records[0]!.indexOf('tenure');
  where[0]!.codes = [...new Set(records.slice(1).map((record) => record[tenure]!))].slice(0, 2);
  const first = await ask({ variables: ['DISTRICT', 'SIZE'], where, epsilon: 0.3 });
  const again = await ask({
    variables: ['SIZE', 'DISTRICT'],
    where: [{ dimension: 'TENURE', codes: where[0]!.codes.toReversed() }],
    epsilon: 0.3,
  });
  const other = await ask({ variables: ['DISTRICT', 'SIZE'], where, epsilon: 0.3 }, byApp('alipay-city'));
  const sorted = ({ privateTable }: typeof first) =>
    privateTable!.cells
      .map(
        ({ key, count }) =>
          `${key
            .map(({ code }) => code)
            .toSorted()
            .join()} ${count}`,
      )
      .toSorted();
  expect(sorted(again)).toEqual(sorted(first));
  expect(sorted(other)).toEqual(sorted(first));
  expect(again.privacyBudget).toEqual(first.privacyBudget);
  expect(other.privacyBudget!.spent).toBe(0.3);
});

test('a table is refused with a code when the budget does not suffice, and nothing is spent', async () => {
  const before = (await ask({ variables: ['DISTRICT'], epsilon: 0.5 })).privacyBudget;
  const refused = await ask({ variables: ['SIZE'], epsilon: 1.9 });
  expect(refused).toMatchObject({ privateTable: null, code: 'PRIVACY_BUDGET_EXHAUSTED' });
  expect(refused.privacyBudget).toEqual(before);
  // 0.8 of the total of 2.5 are spent, whatever the app.
  const ofAll = await ask({ variables: ['SIZE'], epsilon: 1.8 }, byApp('weibo-city'));
  expect(ofAll).toMatchObject({ code: 'PRIVACY_BUDGET_EXHAUSTED' });
  expect(ofAll.privacyBudget).toEqual({ spent: 0, remaining: 1.7 });
});

test('64 concurrent questions of one app spend exactly its budget', async () => {
  const app = byApp('city-portal');
  const asked = await Promise.all(
    Array.from({ length: 64 }, (_, index) =>
      ask({ variables: ['CHILDREN'], epsilon: 0.1 + index / 1000 }, app),
    ),
  );
  const paid = asked.filter(({ privateTable }) => privateTable !== null);
  const spent = paid.reduce((sum, { privateTable }) => sum + privateTable!.epsilon, 0);
  const { privacyBudget } = await ask({ variables: ['CHILDREN'], epsilon: 9 }, app);
  expect(privacyBudget!.spent).toBeCloseTo(spent, 9);
  expect(privacyBudget!.spent).toBeLessThanOrEqual(1.7);
  expect(asked.some(({ code }) => code === 'PRIVACY_BUDGET_EXHAUSTED')).toBe(true);
});

test('a caller without an app gets no table', async () => {
  expect(await ask({ variables: ['SIZE'], epsilon: 0.1 }, anonymous)).toMatchObject({
    privateTable: null,
    privacyBudget: null,
  });
});

test('the records have terms, and no tables by the cell key method', async () => {
  const { data, errors } = await graph.ask(
    `{ microdata { maximumDeviation privacy { budgetPerApp totalBudget } }
       customTable(microdata: "households", variables: ["SIZE"]) { cells { count } } }`,
  );
  expect(errors?.[0]?.message).toContain('use privateTable');
  expect(data).toBeNull();
  expect(await graph.data('{ microdata { maximumDeviation privacy { budgetPerApp totalBudget } } }')).toEqual(
    {
      microdata: [{ maximumDeviation: null, privacy: { budgetPerApp: 2, totalBudget: 2.5 } }],
    },
  );
});

test.each([
  [{ variables: ['SIZE'], epsilon: 0.0005 }, /multiple of 0.001/],
  [{ variables: ['SIZE'], epsilon: 11 }, /multiple of 0.001 up to 10/],
  [{ variables: ['SIZE', 'SIZE'], epsilon: 1 }, /each once/],
  [{ variables: ['AGE'], epsilon: 1 }, /no variable "AGE"/],
  [{ variables: ['SIZE'], where: [{ dimension: 'TENURE', codes: ['X'] }], epsilon: 1 }, /no code "X"/],
])('%j is refused', async (variables, message) => {
  const answer = await ask(variables);
  expect(answer).toMatchObject({ code: 'BAD_USER_INPUT' });
  expect(answer.message).toMatch(message);
});
