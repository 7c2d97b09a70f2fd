import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { run, runProcess } from './run-civic.fixture.ts';

const all = [
  ...['login', 'logout', 'whoami'],
  ...[
    'token',
    'types',
    'mcp',
    'demo database-url',
    'demo gateway-key',
    'supergraph compose',
    'supergraph diff',
    'supergraph rollback',
    'supergraph changelog',
    'usage',
  ],
  ...[
    'subgraph init',
    'subgraph import',
    'subgraph dev',
    'subgraph check',
    'subgraph publish',
    'subgraph approve',
    'subgraph rollback',
    'subgraph verify',
  ],
  ...['contract list', 'contract show', 'contract create', 'contract update', 'contract delete'],
  ...['proposal create', 'proposal list', 'proposal show', 'proposal comment'],
  ...['proposal accept', 'proposal decline', 'proposal withdraw'],
  ...['machine register', 'machine list', 'machine remove', 'feed validate'],
  ...[
    'notices issue',
    'pairwise-ids',
    'citizens import',
    'migrate identity',
    'migrate payments',
    'migrate registry',
    'ledger verify',
  ],
  ...['receipt verify', 'audit verify', 'audit proof', 'completion'],
];
const transportSchema = fileURLToPath(
  new URL('../../../subgraphs/transport/schema.graphql', import.meta.url),
);
const unreachable = 'postgresql://a:b@127.0.0.1:1/none';

it.each(all)('%s has help with an example, exit codes and --json', async (words) => {
  const { code, stdout, stderr } = await run([...words.split(' '), '--help']);
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(new RegExp(`^civic ${words}`));
  expect(stdout).toContain('--json');
  expect(stdout).toMatch(new RegExp(`Examples:\n +npx civic ${words}`));
  expect(stdout).toMatch(/Exit codes: 0 .*; 2 the command cannot run\.$/m);
});

it('run as typed, lists its commands in any folder', async () => {
  const { code, stdout, stderr } = await runProcess(['--help'], {}, tmpdir());
  expect([code, stderr]).toEqual([0, '']);
  for (const words of all) expect(stdout).toContain(`  civic ${words.split(' ')[0]}`);
}, 60_000);

it('imports the modules of a command only when it runs', async () => {
  const root = fileURLToPath(new URL('./', import.meta.url));
  const files = (await readdir(root, { recursive: true })).filter(
    (name) => /^(commands\/)?[\w-]+\.ts$/.test(name) && !name.includes('.test'),
  );
  expect(files).toContain('commands/ledger.ts');
  for (const file of files) {
    const text = await readFile(join(root, file), 'utf8');
    expect([
      file,
      text.match(
        /^(import|export) (?!type).*'(@civic-graph\/|\.+\/(sign-in|supergraph|registry|subgraph-init|subgraph)\/).*$/gm,
      ),
    ]).toEqual([file, null]);
  }
});

it.each([
  [[], 'name a command; run: npx civic --help'],
  [['nothing'], 'Unknown argument: nothing; run: npx civic --help'],
  [['supergraph'], 'name a command; run: npx civic supergraph --help'],
  [['supergraph', 'diff', 'a'], 'an argument is missing; run: npx civic supergraph diff --help'],
  [
    ['token', 'lin', '--app', 'a', '--app', 'b'],
    '--app is given more than once; run: npx civic token --help',
  ],
  [['completion', 'zsh'], 'Unknown argument: zsh; run: npx civic completion --help'],
  [['pairwise-ids'], 'Missing required arguments: agency, file; run: npx civic pairwise-ids --help'],
])('explains %j on one line', async (args, message) => {
  expect(await run(args)).toEqual({ code: 2, stdout: '', stderr: `civic: ${message}\n` });
});

it.each([
  [
    ['ledger', 'verify'],
    {},
    'DATABASE_URL_PAYMENTS: is required; in a demo: npx civic demo database-url payments',
  ],
  [
    ['ledger', 'verify'],
    { DATABASE_URL_PAYMENTS: unreachable },
    'DATABASE_URL_PAYMENTS: the database does not answer (ECONNREFUSED); start it, or correct the URL',
  ],
  [
    ['pairwise-ids', '--agency', 'a', '--file', fileURLToPath(import.meta.url)],
    { DATABASE_URL_IDENTITY: unreachable, ADDRESSEE_SECRET: 's'.repeat(43) },
    'DATABASE_URL_IDENTITY: the database does not answer (ECONNREFUSED); start it, or correct the URL',
  ],
  [
    ['migrate', 'payments'],
    { DATABASE_URL_PAYMENTS: unreachable, DATABASE_OWNER_URL_PAYMENTS: unreachable },
    'DATABASE_URL_PAYMENTS, DATABASE_OWNER_URL_PAYMENTS: the database does not answer (ECONNREFUSED); start it, or correct the URL',
  ],
  [
    ['subgraph', 'verify', 'ftp://127.0.0.1', '--schema', '/none'],
    {},
    'ftp://127.0.0.1 is not a URL; name an http or https URL',
  ],
  [
    ['subgraph', 'verify', 'http://127.0.0.1:1/', '--schema', fileURLToPath(import.meta.url)],
    {},
    `--name is required, since there is no ${fileURLToPath(new URL('manifest.json', import.meta.url))}`,
  ],
  [
    ['subgraph', 'verify', 'http://127.0.0.1:1/', '--schema', transportSchema],
    {},
    'SUBGRAPH_SECRET: set it to the secret that the server shares with the gateway, or name --gateway-key',
  ],
  [
    ['subgraph', 'verify', 'http://127.0.0.1:1/', '--schema', transportSchema, '--secret-env', 'OTHER'],
    { OTHER: 'short' },
    'OTHER: must be base64url of at least 32 bytes',
  ],
  [
    ['subgraph', 'verify', 'http://127.0.0.1:1/', '--schema', transportSchema],
    { SUBGRAPH_SECRET: 's'.repeat(43) },
    'http://127.0.0.1:1/ cannot be called (ECONNREFUSED); start it, or fix the URL',
  ],
  [
    ['subgraph', 'verify', 'http://127.0.0.1:1/', '--schema', fileURLToPath(import.meta.url), '--name', 'a'],
    { SUBGRAPH_SECRET: 's'.repeat(43) },
    'the schema cannot be served: Syntax Error: Unexpected Name "import".',
  ],
  [
    ['receipt', 'verify', 'x', '--keys', '/none'],
    {},
    '/none cannot be read (ENOENT); name a file that exists',
  ],
])('%j with %j says what to do on one line', async (args, env, message) => {
  expect(await run(args, env)).toEqual({ code: 2, stdout: '', stderr: `${message}\n` });
  const json = await run([...args, '--json'], env);
  expect(json).toMatchObject({ code: 2, stdout: '' });
  expect(JSON.parse(json.stderr)).toEqual({ error: { message } });
});

it('completes commands, options and values', async () => {
  const complete = async (...words: string[]) =>
    (await run(['--get-yargs-completions', 'civic', ...words])).stdout.trim().split('\n');
  expect(await complete('')).toEqual(expect.arrayContaining(['token', 'migrate', 'audit']));
  expect(await complete('migrate', '')).toEqual(['identity', 'payments', 'registry']);
  expect(await complete('demo', 'database-url', '')).toEqual(
    expect.arrayContaining(['identity', 'payments']),
  );
  expect(await complete('receipt', 'verify', '-')).toContain('--keys');
  expect((await run(['completion'])).stdout).toMatch(/complete .* -F _civic_yargs_completions civic$/m);
});
