import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { allServices, bundle, isUpToDate } from '@civic-graph/bundle';
import { freePort } from '@civic-graph/demo/database-server';
import { memoryFlags } from '@civic-graph/launcher';
import { testSecrets } from '@civic-graph/testing';
import { createRequestSigner } from '@civic-graph/tokens';
import { startNode } from '../../node-process.ts';
import { repository } from '../ground.ts';

const name = 'transport';
/** The caller of public data. */
const anyone = { kind: 'anonymous' } as const;
const startLimitMs = 5 * 60_000;
const delaysLimitMs = 10_000;
const recorder = fileURLToPath(new URL('record-delays.mjs', import.meta.url));

/** Delays of an event loop, in milliseconds. */
export interface Delays {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** The transport service in its own process, as `npm start` and images run it. */
export interface TransportStand {
  readonly pid: number;
  /** Sends a signed request. @returns the data of the answer */
  ask(query: string): Promise<unknown>;
  /** Delays since the last call. */
  delays(): Promise<Delays>;
  close(): Promise<void>;
}

/** Starts the service with a feed, which it looks at again every second. */
export async function openTransport(zip: string): Promise<TransportStand> {
  const services = await allServices(repository);
  if (!(await isUpToDate(repository, services))) await bundle(repository, services);
  const folder = await mkdtemp(join(tmpdir(), 'civic-graph-transport-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const delaysFile = join(folder, 'delays.json');
  const env = {
    ...{ TRANSPORT_GTFS: zip, TRANSPORT_RELOAD_SECONDS: '1', DATA_DIR: folder, DEPLOYMENT: 'demo' },
    ...{ SUBGRAPH_SECRET: testSecrets.subgraph, PORT: String(port), LOG_LEVEL: 'warn' },
    ...{ NODE_ENV: 'production', NODE_OPTIONS: `--import ${recorder}`, DELAYS_FILE: delaysFile },
  };
  const service = startNode('bundle/transport.js', env, { flags: memoryFlags().transport ?? [] });
  const close = async () => {
    await service.end();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await service.ready(url, startLimitMs);
  } catch (error) {
    await close();
    throw error;
  }
  const sign = createRequestSigner({ secret: testSecrets.subgraph, keyId: name });
  return {
    pid: service.pid,
    close,
    async ask(query) {
      const body = JSON.stringify({ query });
      const request = { method: 'POST', path: '/graphql', body, principal: anyone, requestId: randomUUID() };
      const headers = { ...sign(request), 'content-type': 'application/json' };
      const answer = await fetch(`${url}/graphql`, { method: 'POST', headers, body });
      const { data, errors } = (await answer.json()) as { data: unknown; errors?: unknown };
      if (errors !== undefined) throw new Error(JSON.stringify(errors).slice(0, 1_000));
      return data;
    },
    async delays() {
      await rm(delaysFile, { force: true });
      process.kill(service.pid, 'SIGUSR2');
      for (let waited = 0; waited < delaysLimitMs; waited += 20) {
        await wait(20);
        const text = await readFile(delaysFile, 'utf8').catch(() => null);
        if (text !== null) return JSON.parse(text) as Delays;
      }
      throw new Error('the service did not write its delays in time');
    },
  };
}
