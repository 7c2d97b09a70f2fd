import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gatewayPublicKey, readConfig, requestToken } from '@civic-graph/launcher';
import { eventually, freePort } from '@civic-graph/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { city } from '../one-city/city.ts';
import { installOffline } from '../subgraph-init/install-offline.ts';
import { nameAgency, texts } from './agency-texts.ts';

const program = fileURLToPath(new URL('../../../packages/cli/bin/civic.mjs', import.meta.url));

let outside: string;
let folder: string;
let server: ChildProcess | undefined;

interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Typed as the agency's engineer would, with an official's token. */
async function civic(persona: string | null, ...args: string[]): Promise<Ran> {
  const token = persona === null ? '' : await requestToken(city.issuerUrl, { persona });
  const env = { PATH: process.env.PATH, CIVIC_GATEWAY: city.gatewayUrl, CIVIC_TOKEN: token };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [program, ...args], { cwd: outside, env }, (_, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}

let port: string;
beforeAll(async () => {
  outside = await mkdtemp(join(tmpdir(), 'civic-fifth-'));
  folder = join(outside, 'libraries');
  port = String(await freePort());
  const created = await civic(null, 'subgraph', 'init', 'libraries', '--agency', 'culture', '--port', port);
  expect(created).toMatchObject({ code: 0 });
  await nameAgency(folder);
  await installOffline(folder);
});
afterAll(async () => {
  if (server !== undefined && server.exitCode === null && server.kill()) await once(server, 'exit');
  await rm(outside, { recursive: true });
});

/** A check takes seconds, in a process of low priority. */
const patience = { withinMs: 120_000, everyMs: 100 };
const place = '{ librariesPlace(id: "west") { name } }';

it('is developed in the running city: served, kept while its schema has a problem, and taken out', async () => {
  const dev = spawn(process.execPath, [program, 'subgraph', 'dev', folder], {
    cwd: outside,
    env: { PATH: process.env.PATH, HOME: outside, DATA_DIR: dirname(city.logs) },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let output = '';
  dev.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
  const ended = once(dev, 'exit');
  const schema = join(folder, 'schema.graphql');
  const good = await readFile(schema, 'utf8');
  const field = '  "Identifies the place."\n  id: ID!';
  const served = { data: { librariesPlace: { name: 'West' } } };
  try {
    await eventually(async () => expect(await city.query(null, place), output).toEqual(served), patience);

    await writeFile(schema, good.replace(field, `  open: Yes\n${field}`));
    const line = good.slice(0, good.indexOf(field)).split('\n').length;
    await eventually(() => {
      expect(output).toContain(`schema.graphql:${line}:`);
      expect(output).toContain('the last good version stays');
    }, patience);
    expect(await city.query(null, place)).toEqual(served);

    const changed = good.replace(field, `  "Street and number."\n  address: String\n${field}`);
    await writeFile(schema, changed);
    const address = '{ librariesPlace(id: "west") { name address } }';
    const more = { data: { librariesPlace: { name: 'West', address: null } } };
    await eventually(async () => expect(await city.query(null, address), output).toEqual(more), patience);
  } finally {
    await writeFile(schema, good);
    dev.kill('SIGINT');
    expect(await ended, output).toEqual([0, null]);
  }
  await eventually(async () => expect((await city.query(null, place)).data).toBeUndefined());
}, 400_000);

it('starts its server', async () => {
  const GATEWAY_PUBLIC_KEY = await gatewayPublicKey(readConfig({ DATA_DIR: dirname(city.logs) }));
  server = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    cwd: folder,
    env: { PATH: process.env.PATH, GATEWAY_PUBLIC_KEY },
    stdio: 'ignore',
  });
  await eventually(async () => {
    expect((await fetch(`http://127.0.0.1:${port}/livez`)).status).toBe(200);
  });
});

it('waits for a second official, because it opens citizens’ records', async () => {
  const published = await civic('admin', 'subgraph', 'publish', folder, '--reason', 'First release');
  expect(published).toMatchObject({
    code: 3,
    stdout: expect.stringContaining('+ Citizen.librariesRecords (C2)'),
    stderr: expect.stringContaining('another official has to approve'),
  });
  const [, check = ''] = /subgraph approve (\S+)/.exec(published.stderr) ?? [];
  const approve = ['subgraph', 'approve', check, '--reason', 'Agreed'];
  expect(await civic('admin', ...approve)).toMatchObject({ code: 1 });
  expect(await civic('operator-transport', ...approve)).toMatchObject({ code: 1 });
  expect((await city.query(null, place)).data).toBeUndefined();
  expect(await civic('deputy-admin', ...approve)).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('rolled out to all gateways'),
  });
}, 120_000);

it('serves its public field to everybody, without a restart or a change in another agency’s files', async () => {
  await eventually(async () =>
    expect(await city.query(null, place)).toEqual({ data: { librariesPlace: { name: 'West' } } }),
  );
});

it('keeps its personal field from an app that is not approved for the scope', async () => {
  const lin = await requestToken(city.issuerUrl, { persona: 'lin' });
  const { data, errors } = await city.query(lin, '{ me { librariesRecords { title } } }');
  expect(data).toEqual({ me: { librariesRecords: null } });
  expect(errors?.[0]?.extensions).toMatchObject({
    code: 'UNAUTHORIZED_FIELD_OR_TYPE',
    missing: [['libraries:records']],
  });
});

it('is in the identity service’s directory, with its own official', async () => {
  const agencies = '{ agencies(first: 100) { nodes { id name(language: EN) } } }';
  await eventually(async () => {
    expect((await city.query(null, agencies)).data).toMatchObject({
      agencies: { nodes: expect.arrayContaining([{ id: 'culture', name: texts.agency.en }]) },
    });
  });
  await eventually(async () => {
    expect(await civic('operator-libraries', 'subgraph', 'check', folder)).toMatchObject({ code: 0 });
  });
}, 60_000);

// Registers its tests here, before the agency leaves.
await import('./consent.scenario.ts');

it('leaves the graph by a rollback within seconds', async () => {
  const rolledBack = await civic('admin', 'supergraph', 'rollback', '--reason', 'Shown');
  expect(rolledBack).toMatchObject({ code: 0, stdout: expect.stringContaining('is in force') });
  await eventually(async () => {
    const { errors } = await city.query(null, place);
    expect(errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
  });
});
