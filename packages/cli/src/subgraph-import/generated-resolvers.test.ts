import { expect, it } from 'vitest';
import type { Operation, Plan } from '../../templates/import/src/plan.ts';
import { createResolvers } from '../../templates/import/src/resolvers.ts';

const parts: Operation = {
  ...{ on: 'Query', field: 'parts', path: '/things/{id}/parts' },
  parameters: [{ argument: 'id', name: 'id', in: 'path', exploded: false }],
};

it('takes nothing from an answer but its own properties, and null for what is not found', async () => {
  const fields = [{ name: 'constructor', property: 'constructor' }];
  const plan: Plan = {
    ...{ apiKeyHeader: null, enums: [], scalars: [], operations: [parts] },
    types: [{ name: 'Thing', key: { field: 'id', operation: 'parts', argument: 'id' }, fields }],
  };
  const { Thing } = createResolvers(plan) as { Thing: Record<string, (...args: unknown[]) => unknown> };
  expect([{}, null, 'text', { constructor: 'Wren' }].map((parent) => Thing.constructor!(parent))).toEqual([
    ...[null, null, null, 'Wren'],
  ]);
  const read: unknown[] = [];
  const loaders = {
    async read(...asked: unknown[]) {
      read.push(asked);
      return null;
    },
  };
  expect(await Thing.__resolveReference!({ id: '7' }, { loaders })).toBeNull();
  expect(read).toEqual([[parts, { id: '7' }, null]]);
});
