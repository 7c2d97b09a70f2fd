import { personas, signedFetch } from '@civic-graph/testing';
import { expect, test } from 'vitest';
import { createRegistry } from './registry.fixture.ts';

test('closing completes calls in flight and accepts no new ones', async () => {
  let arrived: () => void = () => {};
  let release: () => void = () => {};
  const inside = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const hello = async () => {
    arrived();
    await gate;
    return 'late';
  };
  const { subgraph } = await createRegistry({ resolvers: { Query: { hello } } });
  const url = `${await subgraph.listen({ host: '127.0.0.1', port: 0 })}/graphql`;
  const call = { subgraph: 'registry', url, principal: personas.lin };

  const answer = signedFetch(call, { query: '{ hello }' });
  await inside;
  const closed = subgraph.close();
  release();
  expect(await (await answer).json()).toEqual({ data: { hello: 'late' } });
  await closed;
  await expect(signedFetch(call, { query: '{ hello }' })).rejects.toThrow();
});
