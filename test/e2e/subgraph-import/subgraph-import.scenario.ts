import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { requestToken } from '@civic-graph/launcher';
import { eventually, freePort } from '@civic-graph/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { city } from '../one-city/city.ts';
import { installOffline } from '../subgraph-init/install-offline.ts';

const program = fileURLToPath(new URL('../../../packages/cli/bin/civic.mjs', import.meta.url));
const document = fileURLToPath(
  new URL('../../../packages/cli/src/subgraph-import/libraries.openapi.yaml', import.meta.url),
);
const files: Readonly<Record<string, unknown>> = {
  '/v2/branches': [{ branch_id: 'west', name: 'West', services: ['reading-room'], managerPhone: '+8657112' }],
  '/v2/branches/west': { branch_id: 'west', name: 'West', 'opening-hours': '9 to 5' },
  '/v2/readers': [{ card: 'R-1', idNumber: '330100199001011234', shouji: '13900000000' }],
};

/** A check takes seconds, and more on a busy machine. */
const patience = { withinMs: 120_000, everyMs: 100 };

let outside: string;
let upstream: Server;
beforeAll(async () => {
  outside = await mkdtemp(join(tmpdir(), 'civic-import-'));
  upstream = createServer(({ url = '', headers }, response) => {
    const found = headers['x-library-key'] === 'key' ? files[url] : undefined;
    response.writeHead(found === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(found ?? {}));
  });
  await once(upstream.listen(0, '127.0.0.1'), 'listening');
});
afterAll(async () => {
  upstream.close();
  await rm(outside, { recursive: true });
});

const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}) => {
  const child = spawn(process.execPath, [program, 'subgraph', ...args], {
    cwd: outside,
    env: { PATH: process.env.PATH, HOME: outside, DATA_DIR: dirname(city.logs), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  return { child, output: () => output, ended: once(child, 'exit') };
};

it('answers from a REST API through the gateway, personal data for officials alone', async () => {
  const port = String(await freePort());
  const created = run(['import', document, '--name', 'reading', '--port', port]);
  expect(await created.ended, created.output()).toEqual([0, null]);
  const folder = join(outside, 'reading');
  expect(await readdir(folder)).toEqual(expect.arrayContaining(['IMPORT-REVIEW.md', 'policy.test.graphql']));
  expect(await readFile(join(folder, 'README.md'), 'utf8')).not.toMatch(/__[a-zA-Z]+__/);
  await installOffline(folder);

  const { port: upstreamPort } = upstream.address() as AddressInfo;
  const api = { UPSTREAM_URL: `http://127.0.0.1:${upstreamPort}/v2`, UPSTREAM_API_KEY: 'key' };
  const dev = run(['dev', 'reading'], api);
  try {
    const open = '{ readingBranch(branchId: "west") { name openingHours } readingBranches { services } }';
    await eventually(
      async () =>
        expect((await city.query(null, open)).data, dev.output()).toEqual({
          readingBranch: { name: 'West', openingHours: '9 to 5' },
          readingBranches: [{ services: ['READING_ROOM'] }],
        }),
      patience,
    );
    const outer = '{ readingBranch(branchId: "../readers") { name } }';
    expect((await city.query(null, outer)).data).toEqual({ readingBranch: null });

    const personal = '{ readingReaders { card shouji } readingBranches { managerPhone } }';
    const lin = await requestToken(city.issuerUrl, { persona: 'lin' });
    for (const token of [null, lin]) {
      const { data, errors } = await city.query(token, personal);
      expect(data).toEqual({ readingReaders: null, readingBranches: [{ managerPhone: null }] });
      expect(errors?.length).toBeGreaterThan(0);
    }
    await eventually(async () => {
      const official = await requestToken(city.issuerUrl, { persona: 'operator-reading' });
      expect((await city.query(official, personal)).data).toEqual({
        readingReaders: [{ card: 'R-1', shouji: '13900000000' }],
        readingBranches: [{ managerPhone: '+8657112' }],
      });
    }, patience);
  } finally {
    dev.child.kill('SIGINT');
    expect(await dev.ended, dev.output()).toEqual([0, null]);
  }
}, 300_000);
