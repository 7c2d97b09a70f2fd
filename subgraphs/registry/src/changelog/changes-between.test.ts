import { composeSupergraph } from '@civic-graph/supergraph';
import { expect, it } from 'vitest';
import { personalAgency, sampleAgency } from '../publish/sample-agencies.fixture.ts';
import { changesBetween } from './changes-between.ts';

function compose(...releases: readonly ReturnType<typeof sampleAgency>[]): string {
  return composeSupergraph(
    releases.map(({ schema, manifest }) => ({
      name: JSON.parse(manifest).subgraph as string,
      url: 'http://agency.invalid/graphql',
      sdl: schema,
    })),
  );
}

it('tells changes of schema and access apart, the most important first, with the subgraph behind each', async () => {
  const before = compose(
    sampleAgency('parks', { fields: 'parks: Int  benches: Int' }),
    sampleAgency('trees', { fields: 'trees: Int' }),
  );
  const after = compose(sampleAgency('parks', { fields: 'parks: Int  ponds: Int' }), personalAgency('trees'));
  const { total, changes } = await changesBetween(before, after);
  expect(total).toBe(4);
  expect(changes.map(({ kind, coordinate, subgraphs }) => [kind, coordinate, subgraphs])).toEqual([
    ['breaking', 'Query.benches', ['parks']],
    ['access-gained', 'Query.treesMine', ['trees']],
    ['safe', 'Query.ponds', ['parks']],
    ['safe', 'Query.treesMine', ['trees']],
  ]);
  expect(changes[1]).toMatchObject({ dataClass: 'C2', message: expect.stringContaining('trees:own') });
});

it('says who loses access to a field that stays', async () => {
  const before = compose(sampleAgency('trees', { fields: 'trees: Int  treesMine: Int' }));
  const { changes } = await changesBetween(before, compose(personalAgency('trees')));
  expect(changes).toMatchObject([{ kind: 'access-lost', coordinate: 'Query.treesMine', dataClass: 'C2' }]);
});

it('keeps 500 changes of a rollout, and counts the others', async () => {
  const many = Array.from({ length: 600 }, (_, index) => `field${index}: Int`).join(' ');
  const before = compose(sampleAgency('trees', { fields: 'trees: Int' }));
  const { total, changes } = await changesBetween(
    before,
    compose(sampleAgency('trees', { fields: `trees: Int ${many}` })),
  );
  expect([total, changes.length]).toEqual([600, 500]);
});
