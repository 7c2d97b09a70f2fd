import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { siblingProgram } from './sibling-program.ts';

test('beside a source it is TypeScript that resolves our packages to their sources', async () => {
  const { file, execArgv, threadFile } = siblingProgram('repeat', import.meta.url);
  expect(file).toBe(`${import.meta.dirname}/repeat.ts`);
  expect(threadFile).toBe(`${import.meta.dirname}/repeat.source.mjs`);
  const script = "console.log(import.meta.resolve('@civic-graph/policy'))";
  const flags = [...execArgv, '--input-type=module', '--eval', script];
  const { stdout } = await promisify(execFile)(process.execPath, flags, { cwd: import.meta.dirname });
  expect(stdout.trim()).toMatch(/packages\/policy\/src\/index\.ts$/);
});

test('beside a build or in a bundle it is JavaScript', () => {
  expect(siblingProgram('repeat', 'file:///app/bundle/part-1.js')).toEqual({
    file: '/app/bundle/repeat.js',
    execArgv: [],
    threadFile: '/app/bundle/repeat.js',
  });
});
