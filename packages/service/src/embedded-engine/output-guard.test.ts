import { expect, test } from 'vitest';
import { OutputGuard } from './output-guard.ts';

test('a query during which another statement fails runs again, after the output is discarded', async () => {
  const log: string[] = [];
  const guard = new OutputGuard(async () => {
    log.push('discard');
  });
  const query = async () => {
    log.push('query');
    return log.length;
  };
  const failing = guard.write(() => Promise.reject(new Error('fails')));
  const result = guard.read(query);
  await expect(failing).rejects.toThrow('fails');
  await result;
  expect(log.lastIndexOf('query')).toBeGreaterThan(log.indexOf('discard'));
  log.length = 0;
  expect(await guard.read(query)).toBe(1);
});

test('a query that fails by itself fails once', async () => {
  let attempts = 0;
  const guard = new OutputGuard(async () => {});
  const failing = guard.read(async () => {
    attempts += 1;
    throw new Error('no such table');
  });
  await expect(failing).rejects.toThrow('no such table');
  expect(attempts).toBe(1);
});
