import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { areSharedSecrets } from '@civic-graph/tokens';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { run } from '../run-civic.fixture.ts';
import { productionSecrets } from '../secrets/production-secrets.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'civic-graph-secrets-'));
});
afterAll(() => rm(folder, { recursive: true }));

it('knows every secret that the compose file requires, and no other', async () => {
  const example = fileURLToPath(new URL('../../../../deploy/production.env.example', import.meta.url));
  const required = [...(await readFile(example, 'utf8')).matchAll(/^([A-Z_]+)=$/gm)].map(
    ([, name = '']) => name,
  );
  const isSecret = /SECRET|SALT|KEY|PASSWORD/;
  expect(productionSecrets.map(({ name }) => name).sort()).toEqual(
    required.filter((name) => isSecret.test(name)).sort(),
  );
});

it('generate prints an environment file with strong secrets, another one each time', async () => {
  const args = ['secrets', 'generate', '--agencies', 'transport,finance'];
  const { code, stdout, stderr } = await run(args);
  const values = new Map(
    [...stdout.matchAll(/^([A-Z_]+)='?([^'\n]+)'?$/gm)].map(([, name, value]) => [name, value ?? '']),
  );
  expect([code, [...values.keys()]]).toEqual([0, productionSecrets.map(({ name }) => name)]);
  expect(areSharedSecrets(values.get('SUBGRAPH_SECRET_IDENTITY') ?? '')).toBe(true);
  expect(JSON.parse(values.get('RECEIPT_SIGNING_KEY') ?? '')).toMatchObject({
    crv: 'Ed25519',
    d: expect.any(String),
  });
  expect(Object.keys(JSON.parse(values.get('AGENCY_RECEIPT_KEYS') ?? ''))).toEqual(['transport', 'finance']);
  expect(stderr).toContain('PAIRWISE_SALT');
  expect((await run(args)).stdout).not.toContain(values.get('PAIRWISE_SALT'));
});

it('generate writes files for NAME_FILE, which only their owner reads, and replaces none', async () => {
  const args = ['secrets', 'generate', '--agencies', 'finance', '--folder', folder];
  expect((await run(args)).stdout).toContain('PAIRWISE_SALT: written\n');
  const file = join(folder, 'PAIRWISE_SALT');
  const before = await readFile(file, 'utf8');
  expect((await stat(file)).mode & 0o077).toBe(0);
  await rm(join(folder, 'COOKIE_KEYS'));
  const again = await run(args);
  expect(again.stdout).toContain('COOKIE_KEYS: written\n');
  expect(again.stdout).toContain('PAIRWISE_SALT: already exists; unchanged\n');
  expect(await readFile(file, 'utf8')).toBe(before);
});

it('generate fills the empty secrets of an environment file, and changes nothing else', async () => {
  const file = join(folder, 'production.env');
  await writeFile(file, '# Never change it.\nPAIRWISE_SALT=kept\nISSUER_URL=\nCOOKIE_KEYS=\n');
  const { stdout } = await run(['secrets', 'generate', '--agencies', 'finance', '--env-file', file]);
  expect(stdout).toContain('PAIRWISE_SALT: already exists; unchanged\n');
  expect(stdout).toContain('COOKIE_KEYS: filled in\n');
  const text = await readFile(file, 'utf8');
  expect(text).toMatch(/^# Never change it\.\nPAIRWISE_SALT=kept\nISSUER_URL=\nCOOKIE_KEYS=[\w-]{43}\n/);
  expect(text).toMatch(/^AGENCY_RECEIPT_KEYS='\{"finance":.*\}'$/m);
});

it('generate names a mistake on one line', async () => {
  const { code, stderr } = await run(['secrets', 'generate', '--agencies', 'Not An Id']);
  expect([code, stderr]).toEqual([2, expect.stringMatching(/^--agencies: [^\n]*\n$/)]);
});

it('list says which must never change', async () => {
  expect((await run(['secrets', 'list'])).stdout).toMatch(/^PAIRWISE_SALT +never +/m);
});
