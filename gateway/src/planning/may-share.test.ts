import { expect, test } from 'vitest';
import { mayShareObjects } from './may-share.ts';
import type { EntityFetchNode, Path, PathSegment, PlanNode, RootFetchNode } from './plan.ts';

const fetch = { subgraph: 'a', type: 'query', text: '', variables: [] } as const;
const root = (...adds: string[]): RootFetchNode => ({ kind: 'root', fetch, outputRewrites: [], adds });
const path = (text: string): Path =>
  text.split('.').map((name): PathSegment => {
    if (name === '@') return { kind: 'list' };
    return name.startsWith('|') ? { kind: 'types', names: [name.slice(1)] } : { kind: 'field', name };
  });
const input = (adds: string[], ...at: string[]) => ({
  responseKey: '_entities',
  variable: 'representations',
  paths: at.map(path),
  requires: [],
  inputRewrites: [],
  outputRewrites: [],
  adds,
});
const entities = (adds: string[], ...at: string[]): EntityFetchNode => ({
  kind: 'entities',
  fetch,
  inputs: [input(adds, ...at)],
});
const sequence = (...nodes: PlanNode[]): PlanNode => ({ kind: 'sequence', nodes });
const parallel = (...nodes: PlanNode[]): PlanNode => ({ kind: 'parallel', nodes });

test.each<[string, PlanNode]>([
  ['one fetch', root('a')],
  [
    'an object is fetched, then its parts',
    sequence(root('a'), entities(['b'], 'a.@'), entities(['c'], 'a.@.b')),
  ],
  [
    'the same objects by parallel fetches',
    sequence(root('a'), parallel(entities(['x'], 'a.@'), entities(['y'], 'a.@'))),
  ],
  ['objects beside each other', parallel(entities(['c'], 'a.b'), entities(['b'], 'd'))],
  ['a part that is not reached through', sequence(entities(['c'], 'a.@.b'), entities(['d'], 'a.@'))],
])('equal objects may become one: %s', (_, plan) => {
  expect(mayShareObjects(plan)).toBe(true);
});

test.each<[string, PlanNode]>([
  ['a fetch for only some types', sequence(root('a'), entities(['b'], 'a.@.|A'))],
  ['reached through in parallel', parallel(entities(['c'], 'a.@.b'), entities(['b'], 'a.@'))],
  ['reached through later', sequence(entities(['c'], 'a.@.b'), parallel(root('d'), entities(['b'], 'a.@')))],
  ['reached through from the top', sequence(root('a'), entities(['c'], 'a.b'), root('a'))],
  ['reached through by the same fetch', entities(['b'], 'a', 'a.b')],
  [
    'reached through by another input of the fetch',
    { kind: 'entities', fetch, inputs: [input(['c'], 'a.b'), input(['b'], 'a')] },
  ],
  [
    'under a condition',
    {
      kind: 'condition',
      variable: 'v',
      whenFalse: null,
      whenTrue: sequence(entities(['c'], 'a.b'), entities(['b'], 'a')),
    },
  ],
  [
    'under the name that it has in the end',
    sequence(entities(['c'], 'a.b'), {
      kind: 'entities',
      fetch,
      inputs: [{ ...input(['b0'], 'a'), outputRewrites: [{ kind: 'rename', path: path('b0'), to: 'b' }] }],
    }),
  ],
])('equal objects stay apart: %s', (_, plan) => {
  expect(mayShareObjects(plan)).toBe(false);
});
