import { expect, it } from 'vitest';
import { splitOperations } from './split-operations.ts';

it('each operation is a document of its own, as written, with the comment above it', () => {
  const passes = '# The passes.\nquery Passes { me { transitPasses { kind } } }';
  const due = '{ me { hasDueNotices } }';
  expect(splitOperations(`${passes}\n\n${due}\n`)).toEqual({
    operations: [
      { name: 'Passes', text: passes, line: 2 },
      { name: null, text: due, line: 4 },
    ],
    problem: null,
  });
});

it('brings the fragments that it uses, also through others', () => {
  const text = `query One { me { ...Who } }
fragment Who on Citizen { ...Id }
fragment Id on Citizen { id }
query Two { me { ...Id } }`;
  const { operations } = splitOperations(text);
  expect(operations.map(({ text: each }) => each)).toEqual([
    'query One { me { ...Who } }\n\nfragment Who on Citizen { ...Id }\n\nfragment Id on Citizen { id }',
    'query Two { me { ...Id } }\n\nfragment Id on Citizen { id }',
  ]);
});

it('reads what a code generator has written', () => {
  const text = JSON.stringify({ a1: 'query A { stops { nodes { name } } }', b2: '{ me { id } }' }, null, 1);
  expect(splitOperations(text).operations).toEqual([
    { name: 'A', text: 'query A { stops { nodes { name } } }', line: 2 },
    { name: null, text: '{ me { id } }', line: 3 },
  ]);
});

it.each([
  ['{ me {\n  id', { kind: 'syntax', line: 2 }],
  ['\n# nothing\n', { kind: 'empty', line: 1 }],
  ['{}', { kind: 'empty', line: 1 }],
  ['{ me { id } }\ntype Query { a: Int }', { kind: 'notExecutable', line: 2 }],
  ['{ me {\n ...Who } }', { kind: 'unknownFragment', line: 2, detail: 'Who' }],
  [Array.from({ length: 51 }, (_, at) => `query Q${at} { a }`).join('\n'), { kind: 'tooMany', line: 51 }],
])('says why and where a text cannot be submitted: %j', (text, problem) => {
  expect(splitOperations(text)).toMatchObject({ operations: [], problem });
});
