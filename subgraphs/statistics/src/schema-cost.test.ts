import { readFile } from 'node:fs/promises';
import { parse, visit } from 'graphql';
import { expect, test } from 'vitest';

test('fields that read whole loads have a cost of their own', async () => {
  const text = await readFile(new URL('../schema.graphql', import.meta.url), 'utf8');
  const costs: Record<string, number> = {};
  visit(parse(text), {
    FieldDefinition({ name, directives = [] }) {
      const weight = directives.find((one) => one.name.value === 'cost')?.arguments?.[0]?.value;
      if (weight?.kind === 'IntValue') costs[name.value] = Number(weight.value);
    },
  });
  expect(costs).toEqual({
    changes: 5000,
    customTable: 1000,
    geoJson: 50,
    groups: 1000,
    privateTable: 1000,
    regionAt: 50,
  });
});
