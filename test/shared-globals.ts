import { beforeAll, expect } from 'vitest';

/**
 * Globals that the files of one worker share. A fake clock or spy that a file leaves behind makes others
 * hang.
 */
const read = () => ({
  setTimeout: globalThis.setTimeout,
  clearTimeout: globalThis.clearTimeout,
  setInterval: globalThis.setInterval,
  clearInterval: globalThis.clearInterval,
  setImmediate: globalThis.setImmediate,
  queueMicrotask: globalThis.queueMicrotask,
  fetch: globalThis.fetch,
  Date: globalThis.Date,
  performance: globalThis.performance,
});

/** This file runs again for every test file, so the first run stores its result globally. */
const stored: { [key: symbol]: { readonly values: ReturnType<typeof read>; previous: string } } =
  globalThis as never;
const key = Symbol.for('civic-graph.shared-globals');
stored[key] ??= { values: read(), previous: 'the setup of the tests' };
const first = stored[key];

beforeAll(() => {
  const left = Object.entries(read()).filter(([name, value]) => first.values[name as never] !== value);
  const { previous } = first;
  first.previous = expect.getState().testPath ?? 'a file without a path';
  if (left.length === 0) return;
  Object.assign(globalThis, first.values);
  const names = left.map(([name]) => name).join(', ');
  throw new Error(`${previous} left ${names} replaced. Restore what a test replaces before the test ends.`);
});
