import { describe, expect, test } from 'vitest';
import { PlanError } from '../planner.ts';
import { readPlan } from './read-plan.ts';

const read = (node: unknown) => readPlan({ kind: 'QueryPlan', node });
const fetchNode = {
  kind: 'Fetch',
  serviceName: 'people',
  operationKind: 'query',
  operation: 'query($id: ID!) { person(id: $id) { name } __typename all: people { id } }',
  variableUsages: ['id'],
};
const entityFetch = {
  kind: 'Fetch',
  serviceName: 'places',
  operation:
    'query($representations: [_Any!]!, $limit: Int) { _entities(representations: $representations) { __typename ... on Person { visits(limit: $limit) { at } ...H } } } fragment H on Person { h: home { title } }',
  operationKind: 'query',
  variableUsages: ['representations', 'limit'],
  requires: [
    {
      kind: 'InlineFragment',
      typeCondition: 'Person',
      selections: [
        { kind: 'Field', name: '__typename' },
        { kind: 'Field', name: 'key', alias: 'id' },
        { kind: 'Field', name: 'address', selections: [{ kind: 'Field', name: 'city' }] },
      ],
    },
  ],
};

describe('a plan', () => {
  test.each([null, undefined])('without a node (%j) fetches nothing', (node) => {
    expect(read(node)).toBeNull();
  });

  test('of root fields', () => {
    expect(read(fetchNode)).toEqual({
      kind: 'root',
      fetch: { subgraph: 'people', type: 'query', text: fetchNode.operation, variables: ['id'] },
      outputRewrites: [],
      adds: ['person', 'all'],
    });
  });

  test('of steps, branches and conditions', () => {
    const node = {
      kind: 'Sequence',
      nodes: [
        fetchNode,
        { kind: 'Parallel', nodes: [fetchNode, fetchNode] },
        { kind: 'Condition', condition: 'yes', ifClause: fetchNode },
        { kind: 'Condition', condition: 'no', ifClause: null, elseClause: fetchNode },
      ],
    };
    const root = expect.objectContaining({ kind: 'root' });
    expect(read(node)).toEqual({
      kind: 'sequence',
      nodes: [
        root,
        { kind: 'parallel', nodes: [root, root] },
        { kind: 'condition', variable: 'yes', whenTrue: root, whenFalse: null },
        { kind: 'condition', variable: 'no', whenTrue: null, whenFalse: root },
      ],
    });
  });

  const subscription = {
    serviceName: 'people',
    operationKind: 'subscription',
    operation: 'subscription($id: ID!) { changed: personChanged(id: $id) { __typename id } }',
    variableUsages: ['id'],
  };
  const following = { kind: 'Flatten', path: ['changed'], node: entityFetch };
  const primary = {
    kind: 'root',
    fetch: { subgraph: 'people', type: 'subscription', text: subscription.operation, variables: ['id'] },
    outputRewrites: [],
    adds: ['changed'],
  };
  test.each<[string, unknown, unknown]>([
    ['alone', { kind: 'Subscription', primary: subscription }, null],
    [
      'with the rest in it',
      { kind: 'Subscription', primary: { kind: 'Fetch', ...subscription }, rest: following },
      expect.objectContaining({ kind: 'entities' }),
    ],
    [
      'with the rest behind it',
      { kind: 'Sequence', nodes: [{ kind: 'Subscription', primary: subscription }, following] },
      expect.objectContaining({ kind: 'entities' }),
    ],
    [
      'with more behind it',
      { kind: 'Sequence', nodes: [{ kind: 'Subscription', primary: subscription }, following, following] },
      expect.objectContaining({ kind: 'sequence' }),
    ],
  ])('of a subscription %s', (_name, node, rest) => {
    expect(read(node)).toEqual({ kind: 'subscription', primary, rest });
  });

  test.each<[string, unknown]>([
    [
      'after something else',
      { kind: 'Sequence', nodes: [fetchNode, { kind: 'Subscription', primary: subscription }] },
    ],
    ['beside something', { kind: 'Parallel', nodes: [{ kind: 'Subscription', primary: subscription }] }],
    ['that is a query', { kind: 'Subscription', primary: fetchNode }],
    ['as a plain fetch', { kind: 'Fetch', ...subscription }],
  ])('with a subscription %s is refused', (_name, node) => {
    expect(() => read(node)).toThrow(PlanError);
  });

  test('of entities: location, key and added fields', () => {
    expect(read({ kind: 'Flatten', path: ['people', '@', 'friend'], node: entityFetch })).toEqual({
      kind: 'entities',
      fetch: { subgraph: 'places', type: 'query', text: entityFetch.operation, variables: ['limit'] },
      inputs: [
        {
          responseKey: '_entities',
          variable: 'representations',
          paths: [[{ kind: 'field', name: 'people' }, { kind: 'list' }, { kind: 'field', name: 'friend' }]],
          requires: [
            {
              kind: 'fragment',
              typeCondition: 'Person',
              selections: [
                { kind: 'field', name: '__typename', responseKey: '__typename', selections: null },
                { kind: 'field', name: 'id', responseKey: 'key', selections: null },
                {
                  kind: 'field',
                  name: 'address',
                  responseKey: 'address',
                  selections: [{ kind: 'field', name: 'city', responseKey: 'city', selections: null }],
                },
              ],
            },
          ],
          inputRewrites: [],
          outputRewrites: [],
          adds: ['visits', 'h'],
        },
      ],
    });
  });

  test('of several entity fetches in one request', () => {
    const node = {
      kind: 'BatchFetch',
      serviceName: 'places',
      operationKind: 'query',
      operation:
        'query($r0: [_Any!]!, $r1: [_Any!]!, $x: Int) { e0: _entities(representations: $r0) { ... on Person { a: visits { at } } } e1: _entities(representations: $r1) { ... on Place { title } } }',
      variableUsages: ['r0', 'x', 'r1'],
      entityBatch: {
        aliases: [
          { alias: 'e0', representationsVariableName: 'r0', paths: [['a'], ['b', '@']], requires: [] },
          {
            alias: 'e1',
            representationsVariableName: 'r1',
            paths: [[{ Field: 'c' }]],
            requires: [],
            inputRewrites: [{ ValueSetter: { path: [{ Key: '__typename' }], setValueTo: 'Place' } }],
          },
        ],
      },
    };
    expect(read(node)).toMatchObject({
      fetch: { variables: ['x'] },
      inputs: [
        {
          responseKey: 'e0',
          variable: 'r0',
          paths: [[{ name: 'a' }], [{ name: 'b' }, { kind: 'list' }]],
          adds: ['a'],
        },
        {
          responseKey: 'e1',
          variable: 'r1',
          inputRewrites: [{ kind: 'set', path: [{ kind: 'field', name: '__typename' }], value: 'Place' }],
          adds: ['title'],
        },
      ],
    });
  });

  test.each([
    [
      'a|[A,B]',
      [
        { kind: 'field', name: 'a' },
        { kind: 'types', names: ['A', 'B'] },
      ],
    ],
    ['@|[A]', [{ kind: 'list' }, { kind: 'types', names: ['A'] }]],
    ['... on A', [{ kind: 'types', names: ['A'] }]],
    [{ TypenameEquals: ['A'] }, [{ kind: 'types', names: ['A'] }]],
    [{ TypeCondition: ['A', 'B'] }, [{ kind: 'types', names: ['A', 'B'] }]],
    ['__proto__', [{ kind: 'field', name: '__proto__' }]],
  ])('with the path segment %j', (segment, expected) => {
    expect(read({ kind: 'Flatten', path: [segment], node: entityFetch })).toMatchObject({
      inputs: [{ paths: [expected] }],
    });
  });

  test('with rewrites in the format of either planner', () => {
    const outputRewrites = [
      { path: ['a', 'b'], renameKeyTo: 'c' },
      { KeyRenamer: { path: [{ Key: 'a' }], renameKeyTo: 'c' } },
      { path: ['a'], setValueTo: null },
    ];
    const a = { kind: 'field', name: 'a' };
    expect(read({ ...fetchNode, outputRewrites })).toMatchObject({
      outputRewrites: [
        { kind: 'rename', path: [a, { kind: 'field', name: 'b' }], to: 'c' },
        { kind: 'rename', path: [a], to: 'c' },
        { kind: 'set', path: [a], value: null },
      ],
    });
  });
});

describe('a plan is refused, not executed in part, when it has', () => {
  const { serviceName: _, ...nowhere } = fetchNode;
  const flatten = (changes: object, path: unknown[] = ['a']) => ({
    kind: 'Flatten',
    path,
    node: { ...entityFetch, ...changes },
  });
  test.each<[string, unknown]>([
    ['a node of unknown kind', { kind: 'Defer', primary: {}, deferred: [] }],
    ['a node of the prototype', { kind: 'constructor' }],
    ['a subscription node', { kind: 'Subscription', primary: fetchNode }],
    [
      'an unknown node deep inside',
      { kind: 'Sequence', nodes: [{ kind: 'Parallel', nodes: [{ kind: 'X' }] }] },
    ],
    ['a node without a kind', {}],
    ['a text for a node', 'Fetch'],
    ['a sequence without nodes', { kind: 'Sequence' }],
    ['a condition without a variable', { kind: 'Condition', ifClause: fetchNode }],
    ['an unknown branch of a condition', { kind: 'Condition', condition: 'a', elseClause: { kind: 'X' } }],
    ['a fetch from nowhere', nowhere],
    ['a fetch of an unknown kind of operation', { ...fetchNode, operationKind: 'delete' }],
    ['a fetch whose text is not GraphQL', { ...fetchNode, operation: '{' }],
    [
      'a fetch with rewrites of the context',
      { ...fetchNode, contextRewrites: [{ path: ['a'], renameKeyTo: 'b' }] },
    ],
    ['an unknown rewrite', { ...fetchNode, outputRewrites: [{ path: ['a'], delete: true }] }],
    ['no fetch under a flatten', { kind: 'Flatten', path: ['a'], node: { kind: 'Sequence', nodes: [] } }],
    ['a list position in a path', flatten({}, ['a', 0])],
    ['an unknown path segment', flatten({}, [{ Index: 0 }])],
    ['a required selection of unknown kind', flatten({ requires: [{ kind: 'FragmentSpread', name: 'F' }] })],
    [
      'a condition in required fields',
      flatten({ requires: [{ kind: 'InlineFragment', typeCondition: 'A', selections: [], skipIf: 'a' }] }),
    ],
    [
      'an argument in required fields',
      flatten({ requires: [{ kind: 'Field', name: 'a', arguments: [{ name: 'x' }] }] }),
    ],
    ['a batch without entities', { ...fetchNode, kind: 'BatchFetch' }],
  ])('%s', (_name, node) => {
    expect(() => read(node)).toThrow(PlanError);
  });

  test.each([null, undefined, 'plan', [], {}, { kind: 'SubscriptionPlan', node: fetchNode }])(
    'no plan: %j',
    (plan) => {
      expect(() => readPlan(plan)).toThrow(PlanError);
    },
  );
});
