import { expect, test } from 'vitest';
import { findFaults } from './find-faults.ts';

const messages = (path: string, text: string) =>
  findFaults(path, text).map(({ line, message }) => `${line}: ${message}`);

test('a banned word is reported with its line and the standard term', () => {
  expect(messages('a.ts', '// A caller.\n// Whoever asks gets his answer.\nconst one = 1;\n')).toEqual([
    '2: "his": write its, their',
    '2: "Whoever": write the caller that, anyone who',
  ]);
  expect(messages('a.md', 'The composition has to be mended.\n')).toEqual(['1: "mended": write fix']);
  expect(messages('a.ts', "throw new Error('answered in the fast lane');\n")).toHaveLength(1);
});

test('a name counts as well', () => {
  expect(messages('a.ts', 'const lanes = 2;\n')).toEqual(['1: "lanes": write fast path, slow path']);
});

test.each([
  'The amendment is recommended; this is the other one.',
  'So many that the queue is full.',
  'A lane label of the metric; a dear diary.',
])('other words are accepted: %s', (text) => {
  expect(messages('a.md', text)).toEqual([]);
});

test('a wide comment is reported, wide code and an address are not', () => {
  const wide = 'word '.repeat(23);
  expect(messages('a.ts', `  // ${wide}\n`)).toEqual(['1: a comment of 120 columns: break it at 110']);
  expect(messages('a.ts', ` * ${wide}\n`)).toHaveLength(1);
  expect(messages('a.ts', `const text = '${wide}';\n`)).toEqual([]);
  expect(messages('a.ts', `// https://example.org/${'x'.repeat(100)}\n`)).toEqual([]);
  expect(messages('a.md', wide)).toEqual([]);
});
