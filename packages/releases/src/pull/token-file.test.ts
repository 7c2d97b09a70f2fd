import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { tokenFile } from './token-file.ts';

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'civic-token-file-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

test('holds the token that was written last, even if an earlier one takes longer', async () => {
  const file = tokenFile(join(await emptyFolder(), 'new', 'supergraph.jws'));
  expect(await file.read()).toBeNull();
  await Promise.all([file.write('a'.repeat(50_000_000)), file.write('b')]);
  expect((await file.read())?.slice(0, 9)).toBe('b');
});

test('a write that fails is reported, and the next one succeeds', async () => {
  const file = tokenFile(join(await emptyFolder(), 'supergraph.jws'));
  const failing = expect(file.write(Symbol('no text') as never)).rejects.toThrow(TypeError);
  const written = file.write('b');
  await Promise.all([failing, written]);
  expect(await file.read()).toBe('b');
});
