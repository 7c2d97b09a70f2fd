import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gatewayPublicKey, readConfig, requestToken } from '@civic-graph/launcher';
import { eventually, freePort } from '@civic-graph/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { city } from '../one-city/city.ts';
import { installOffline } from '../subgraph-init/install-offline.ts';

const program = fileURLToPath(new URL('../../../packages/cli/bin/civic.mjs', import.meta.url));

let outside: string;
let folder: string;
let server: ChildProcess;

interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** As the agency's engineer types it, with the token of an official. */
async function civic(persona: string | null, ...args: string[]): Promise<Ran> {
  const token = persona === null ? '' : await requestToken(city.issuerUrl, { persona });
  const env = { PATH: process.env.PATH, CIVIC_GATEWAY: city.gatewayUrl, CIVIC_TOKEN: token };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [program, ...args], { cwd: outside, env }, (_, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}

beforeAll(async () => {
  outside = await mkdtemp(join(tmpdir(), 'civic-fifth-'));
  folder = join(outside, 'libraries');
  const port = String(await freePort());
  const created = await civic(null, 'subgraph', 'init', 'libraries', '--agency', 'culture', '--port', port);
  expect(created).toMatchObject({ code: 0 });
  await installOffline(folder);
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
afterAll(async () => {
  if (server.exitCode === null && server.kill()) await once(server, 'exit');
  await rm(outside, { recursive: true });
});

const place = '{ librariesPlace(id: "west") { name } }';

it('waits for a second official, since citizens’ records are opened', async () => {
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

it('serves its public field to everybody, without a restart or another agency’s file', async () => {
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

it('is known to the identity service, with an official of its own', async () => {
  const agencies = '{ agencies(first: 100) { nodes { id name(language: EN) } } }';
  await eventually(async () => {
    expect((await city.query(null, agencies)).data).toMatchObject({
      agencies: { nodes: expect.arrayContaining([{ id: 'culture', name: 'Culture' }]) },
    });
  });
  await eventually(async () => {
    expect(await civic('operator-libraries', 'subgraph', 'check', folder)).toMatchObject({ code: 0 });
  });
}, 60_000);

it('leaves the graph by a rollback within seconds', async () => {
  const rolledBack = await civic('admin', 'supergraph', 'rollback', '--reason', 'Shown');
  expect(rolledBack).toMatchObject({ code: 0, stdout: expect.stringContaining('is in force') });
  await eventually(async () => {
    const { errors } = await city.query(null, place);
    expect(errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
  });
});
