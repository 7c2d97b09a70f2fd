import { expect, test } from 'vitest';
import { CheckQueue } from './check-queue.ts';

const large = 'x'.repeat(2_000);

/** Names in the order in which they were done, with a `turn` for each event loop iteration in between. */
async function order(...operations: readonly string[]): Promise<string[]> {
  const queue = new CheckQueue();
  const done: string[] = [];
  let isOver = false;
  const count = () => {
    done.push('turn');
    if (!isOver) setImmediate(count);
  };
  setImmediate(count);
  await Promise.all(
    operations.map(async (operation, at) => {
      await queue.enter(operation);
      done.push(`check ${at}`);
    }),
  );
  isOver = true;
  return done;
}

test('between the checks of two large operations others are checked', async () => {
  const done = await order(large, large, large);
  const checks = done.flatMap((name, at) => (name.startsWith('check') ? [at] : []));
  expect(done.filter((name) => name !== 'turn')).toEqual(['check 0', 'check 1', 'check 2']);
  for (const [at, position] of checks.entries()) {
    if (at > 0) expect(done.slice(checks[at - 1]!, position)).toContain('turn');
  }
});

test('a small operation does not wait for large ones', async () => {
  expect((await order(large, 'small', large))[0]).toBe('check 1');
});
