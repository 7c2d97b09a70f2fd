import { Kind, type OperationDefinitionNode, parse } from 'graphql';
import { expect, test } from 'vitest';
import { conditionVariables, inclusionFor } from './inclusion.ts';

const operationOf = (text: string) => parse(text).definitions[0] as OperationDefinitionNode;

test.each([
  ['a', {}, true],
  ['a @include(if: true)', {}, true],
  ['a @include(if: false)', {}, false],
  ['a @skip(if: true)', {}, false],
  ['a @skip(if: false)', {}, true],
  ['a @include(if: $x)', { x: true }, true],
  ['a @include(if: $x)', { x: false }, false],
  ['a @skip(if: $x)', { x: true }, false],
  ['a @skip(if: $x)', { x: false }, true],
  ['a @skip(if: $x) @include(if: $y)', { x: false, y: true }, true],
  ['a @skip(if: $x) @include(if: $y)', { x: true, y: true }, false],
  ['a @skip(if: $x) @include(if: $y)', { x: false, y: false }, false],
  ['a @include(if: $constructor)', {}, false],
  ['... @skip(if: $x) { a }', { x: true }, false],
  ['a @custom(if: false)', {}, true],
])('%s with %j: %s', (selection, variables, included) => {
  const [node] = operationOf(`{ ${selection} }`).selectionSet.selections;
  expect(inclusionFor(variables)(node!)).toBe(included);
});

test('only variables of @skip and @include decide, at any depth', () => {
  const document = parse(
    'query ($n: Int) { a(n: $n) @skip(if: $x) { ...F @include(if: $y) } } fragment F on T { b @skip(if: $z) c @skip(if: true) }',
  );
  const fragments = new Map(
    document.definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [],
    ),
  );
  const operation = document.definitions[0] as OperationDefinitionNode;
  expect(conditionVariables(operation, fragments)).toEqual(['x', 'y', 'z']);
});
