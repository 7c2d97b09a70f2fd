import { expect, it } from 'vitest';
import { create__Type__ } from './subgraph.ts';

it('starts, so that every field has a class and the rules that it demands', async () => {
  const env = { SUBGRAPH_SECRET: 'a'.repeat(43), UPSTREAM_URL: 'http://127.0.0.1:1' };
  const subgraph = await create__Type__(env);
  const { data } = await subgraph.executeAs({ kind: 'anonymous' }, { query: '{ __typename }' });
  expect(data).toEqual({ __typename: 'Query' });
  await subgraph.close();
});
