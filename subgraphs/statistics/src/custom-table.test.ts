import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestSubgraph, type TestSubgraph } from '../test/test-subgraph.ts';

let graph: TestSubgraph;
let records: Record<string, string>[];
beforeAll(async () => {
  graph = await openTestSubgraph();
  const text = await readFile(new URL('../datasets/households/households.csv', import.meta.url), 'utf8');
  const [header = '', ...lines] = text.trimEnd().split('\n');
  const columns = header.toUpperCase().split(',');
  records = lines.map((line) =>
    Object.fromEntries(line.split(',').map((value, index) => [columns[index] ?? '', value])),
  );
});
afterAll(() => graph.close());

const query = `query ($variables: [ID!]!, $where: [KeyFilter!]) {
  customTable(microdata: "households", variables: $variables, where: $where) {
    cells { key { variable code } count }
  }
}`;

interface Cell {
  readonly key: readonly { readonly variable: string; readonly code: string }[];
  readonly count: number;
}

async function cells(variables: string[], where: object[] = []): Promise<readonly Cell[]> {
  const { customTable } = await graph.data<{ customTable: { cells: Cell[] } }>(query, { variables, where });
  return customTable.cells;
}

function trueCount(key: Cell['key'], more: Readonly<Record<string, string>> = {}): number {
  return records.filter(
    (record) =>
      key.every(({ variable, code }) => record[variable] === code) &&
      Object.entries(more).every(([variable, code]) => record[variable] === code),
  ).length;
}

const three = ['DISTRICT', 'SIZE', 'CHILDREN'];

describe('custom tables', () => {
  test.each([[['TENURE']], [['DISTRICT', 'SIZE']], [three]])(
    'by %j: near the truth, never a small count',
    async (variables) => {
      const found = await cells(variables);
      let differences = 0;
      for (const { key, count } of found) {
        const truth = trueCount(key);
        expect(Math.abs(count - truth)).toBeLessThanOrEqual(6);
        expect([1, 2]).not.toContain(count);
        if (truth === 0) expect(count).toBe(0);
        differences += count === truth ? 0 : 1;
      }
      expect(found.reduce((product) => product, found.length)).toBe(
        { 1: 3, 2: 45, 3: 135 }[variables.length as 1 | 2 | 3],
      );
      if (found.length > 40) expect(differences).toBeGreaterThan(found.length / 5);
    },
  );

  test('the same cell has the same count, however it is asked for', async () => {
    const [plain] = await cells(
      ['TENURE'],
      [
        { dimension: 'DISTRICT', codes: ['330106'] },
        { dimension: 'TENURE', codes: ['OWN'] },
      ],
    );
    const swapped = await cells(['DISTRICT', 'TENURE']);
    const cell = swapped.find(({ key }) => key[0]?.code === '330106' && key[1]?.code === 'OWN');
    const [inside] = await cells(
      ['DISTRICT', 'TENURE'],
      [
        { dimension: 'TENURE', codes: ['OWN'] },
        { dimension: 'DISTRICT', codes: ['330106'] },
      ],
    );
    expect([cell?.count, inside?.count]).toEqual([plain?.count, plain?.count]);
  });

  test('describes the records, and names none of them', async () => {
    const answer = await graph.data(
      '{ microdata { id title(language: EN) maximumDeviation maximumVariables variables { id codes { code name(language: EN) } } } }',
    );
    expect(answer).toMatchObject({
      microdata: [{ id: 'households', maximumDeviation: 6, maximumVariables: 3 }],
    });
    expect(JSON.stringify(answer)).not.toMatch(/H0\d{4}/);
    expect(
      await graph.engine.query(
        "SELECT name FROM system.columns WHERE table = 'microdata_record' AND type = 'String'",
      ),
    ).toEqual([]);
  });

  test.each([
    [{ variables: ['INCOME'] }, 'variables: no variable "INCOME"'],
    [{ variables: [] }, 'variables: name at least one'],
    [{ variables: ['SIZE', 'SIZE'] }, 'each once'],
    [{ variables: ['SIZE'], where: [{ dimension: 'SIZE', codes: ['9'] }] }, 'where: no code "9"'],
    [{ variables: ['SIZE'], where: [{ dimension: 'SIZE', codes: [] }] }, 'where: no codes'],
    [{ variables: ['TENURE'], where: [{ dimension: 'SIZE', codes: ['1', '2'] }] }, 'where: 2 codes of SIZE'],
    [{ variables: ['SIZE'], where: [{ dimension: 'SIZE', codes: ['1', '2'] }] }, 'where: 2 codes of SIZE'],
    [{ variables: ['DISTRICT', 'SIZE', 'TENURE', 'CHILDREN'] }, 'households accepts at most 3'],
    [
      { variables: ['DISTRICT', 'SIZE', 'TENURE'], where: [{ dimension: 'CHILDREN', codes: ['0'] }] },
      'variables: 4 with those of where',
    ],
    [
      { variables: ['SIZE'], where: [{ dimension: 'record', codes: ['H00001'] }] },
      'where: no variable "record"',
    ],
  ])('%j is refused', async (variables, expected) => {
    const { errors } = await graph.ask(query, variables);
    expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
    expect(errors?.[0]?.message).toContain(expected);
  });
});
