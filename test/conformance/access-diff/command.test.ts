import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCivic } from '@civic-graph/cli';
import { composeSupergraph } from '@civic-graph/supergraph';
import { withPublicClass } from '@civic-graph/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
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

interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs `civic supergraph diff` in this process, because starting it takes seconds of CPU time. */
async function diff(...files: string[]): Promise<Outcome> {
  let [out, err] = ['', ''];
  const code = await runCivic(['supergraph', 'diff', ...paths(files)], {
    env: {},
    stdout: { write: (text) => (out += text) },
    stderr: { write: (text) => (err += text) },
    now: () => new Date(),
  });
  return { code, out, err };
}

/** The earlier npm script, which still works for a release. */
function run(...files: string[]): Promise<Outcome> {
  const args = ['run', '--silent', 'access-diff', '--', ...paths(files)];
  return new Promise((resolve) => {
    const child = execFile('npm', args, { cwd: repository }, (_error, out, err) =>
      resolve({ code: child.exitCode ?? -1, out, err }),
    );
  });
}

it('prints nothing for no change', async () => {
  expect(await diff('old.graphql', 'old.graphql')).toEqual({ code: 0, out: '', err: '' });
});

it('prints who loses which field, among the given apps', async () => {
  const { code, out, err } = await run('old.graphql', 'new.graphql', 'apps.json');
  expect([code, err]).toEqual([1, '']);
  expect(out).toMatch(/^loses {2}Query\.f {2}other, app alone$/m);
  expect(out).not.toContain('my-app');
});

it('the npm script exits with 2 and names the reason', async () => {
  const { code, out, err } = await run('old.graphql', 'none.graphql');
  expect([code, out]).toEqual([2, '']);
  expect(err).toMatch(/none\.graphql cannot be read/);
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
  const { code, out, err } = await diff(...files);
  expect([code, out]).toEqual([2, '']);
  expect(err).toMatch(message);
});
