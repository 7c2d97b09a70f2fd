import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requestToken } from '@civic-graph/launcher';
import { freePort } from '@civic-graph/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { run } from '../../../packages/cli/src/run-civic.fixture.ts';
import { repository } from '../../node-process.ts';
import { city } from '../one-city/city.ts';
import { follow, visitor } from './visit.ts';

/** The folder of an app, set up as in the README; the package is linked instead of installed. */
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'civic-app-'));
  await symlink(join(repository, 'node_modules'), join(folder, 'node_modules'));
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  await mkdir(join(folder, 'src'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('the first call of the README works as written', { timeout: 120_000 }, async () => {
  const readme = await readFile(join(repository, 'packages/client/README.md'), 'utf8');
  const operation = /echo '(query [^']+)' > src\/passes\.graphql/.exec(readme)![1]!;
  const program = [...readme.matchAll(/```ts\n(.*?)```/gs)].map(([, code]) => code!)[1]!;
  const shown = /agree\n```\n\n```\n(.*?)\n```/s.exec(readme)![1]!;

  await writeFile(join(folder, 'src/passes.graphql'), operation);
  const token = await requestToken(city.issuerUrl, { persona: 'lin' });
  const schema = `${city.gatewayUrl}/graphql`;
  const types = ['types', join(folder, 'src'), '--out', join(folder, 'src/civic')];
  const { code, stdout, stderr } = await run([...types, '--schema', schema, '--token', token]);
  expect([code, stdout + stderr]).toEqual([0, expect.stringContaining('Written')]);

  // The redirect URI stays as registered; another process of this machine may listen there.
  const port = String(await freePort());
  const file = join(folder, 'src/first-call.ts');
  const adapted = program
    .replace('http://127.0.0.1:4000/graphql', schema)
    .replace('http://127.0.0.1:4001', city.issuerUrl)
    .replace('.listen(8703,', `.listen(${port},`);
  await writeFile(file, adapted);
  const listed = (await (await fetch(`${city.issuerUrl}/demo/personas`)).json()) as {
    apps: { id: string; clientSecret: string }[];
  };
  const child = spawn(process.execPath, ['--import', 'tsx', file], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      SECRET: listed.apps.find(({ id }) => id === 'weibo-city')!.clientSecret,
    },
  });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => lines.push(String(data)));
  await expect.poll(() => lines.join('')).toMatch(/^Open http.*\n/);
  const url = /^Open (.*)\n/.exec(lines.join(''))![1]!;
  const back = await follow(visitor('lin'), url, { consent: ['transport:passes'] });
  const { pathname, search } = new URL(back);
  expect(await (await fetch(`http://127.0.0.1:${port}${pathname}${search}`)).text()).toBe(
    'Go back to the app',
  );
  expect(await once(child, 'exit')).toEqual([0, null]);
  expect(lines.join('').split('\n').slice(1).join('\n').trim()).toBe(shown);
});
