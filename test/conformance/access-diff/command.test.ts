import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { composeSupergraph } from '@civic-graph/supergraph';
import { withPublicClass } from '@civic-graph/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Ran, run } from '../../../packages/cli/src/run-civic.fixture.ts';
import { links } from '../bypasses/bypass.ts';

const repository = fileURLToPath(new URL('../../../', import.meta.url));
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'civic-access-diff-'));
  const sdl = (rule: string) =>
    composeSupergraph([
      {
        name: 'a',
        url: 'http://a.invalid',
        sdl: withPublicClass(`${links()} type Query { f: Int ${rule}  g: Int @authenticated }`),
      },
    ]);
  const scope = '@requiresScopes(scopes: [["diary"]])';
  await writeFile(join(folder, 'old.graphql'), sdl(''));
  await writeFile(join(folder, 'new.graphql'), sdl(scope));
  await writeFile(join(folder, 'wrong.graphql'), sdl(scope).replace('"diary"', ''));
  await writeFile(join(folder, 'apps.json'), JSON.stringify({ 'my-app': ['diary'], other: [] }));
});
afterAll(() => rm(folder, { recursive: true }));

const paths = (files: readonly string[]) => files.map((file) => join(folder, file));

const diff = (...files: string[]) => run(['supergraph', 'diff', ...paths(files)]);

/** The earlier npm script, which still works for a release. */
function runScript(...files: string[]): Promise<Ran> {
  const args = ['run', '--silent', 'access-diff', '--', ...paths(files)];
  return new Promise((resolve) => {
    const child = execFile('npm', args, { cwd: repository }, (_error, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}

it('prints nothing for no change', async () => {
  expect(await diff('old.graphql', 'old.graphql')).toEqual({ code: 0, stdout: '', stderr: '' });
});

it('prints who loses which field, among the given apps', async () => {
  const { code, stdout, stderr } = await runScript('old.graphql', 'new.graphql', 'apps.json');
  expect([code, stderr]).toEqual([1, '']);
  expect(stdout).toMatch(/^loses {2}Query\.f {2}other, app alone$/m);
  expect(stdout).not.toContain('my-app');
});

it('the npm script exits with 2 and names the reason', async () => {
  const { code, stdout, stderr } = await runScript('old.graphql', 'none.graphql');
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/none\.graphql cannot be read/);
});

it.each([
  ['no file', ['old.graphql'], /run: npx civic supergraph diff --help$/m],
  ['a missing file', ['old.graphql', 'none.graphql'], /none\.graphql cannot be read/],
  [
    'a supergraph that cannot be served',
    ['old.graphql', 'wrong.graphql'],
    /wrong\.graphql cannot be used: Query\.f/,
  ],
  [
    'a file that does not list apps',
    ['old.graphql', 'new.graphql', 'old.graphql'],
    /old\.graphql cannot be used/,
  ],
])('exits with 2 and names the reason for %s', async (_, files, message) => {
  const { code, stdout, stderr } = await diff(...files);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(message);
});
