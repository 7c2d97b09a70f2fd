import { expect, test } from 'vitest';
import { untilIdle } from './idle-loop.ts';

test('while the loop has work it is waited for, and no longer than the bound', async () => {
  let isBusy = true;
  const work = () => {
    const until = performance.now() + 1;
    while (performance.now() < until);
    if (isBusy) setImmediate(work);
  };
  setImmediate(work);
  let isIdle = false;
  const idle = untilIdle(3_600_000).then(() => (isIdle = true));
  const since = performance.now();
  await untilIdle(20);
  expect(performance.now() - since).toBeGreaterThanOrEqual(20);
  expect(isIdle).toBe(false);
  isBusy = false;
  await idle;
});
