import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { type ClientRequest, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { allServices, bundle, isUpToDate } from '@civic-graph/bundle';
import { freePort } from '@civic-graph/demo/database-server';
import { composeSupergraph } from '@civic-graph/supergraph';
import { citizen, createTestIssuer, type TestIssuer, testSecrets } from '@civic-graph/testing';
import { writeFeedMessage } from '../../../subgraphs/transport/src/realtime/message/write-feed-message.ts';
import { RealtimeSource } from '../../../subgraphs/transport/src/realtime/source/realtime-source.ts';
import { createTransportSubgraph } from '../../../subgraphs/transport/src/subgraph.ts';
import { testConfig } from '../../../subgraphs/transport/test/small-feed.ts';
import { startContender } from '../contender.ts';
import { repository } from '../ground.ts';
import { format, type Row } from '../report.ts';
import { city } from '../shapes/city.ts';
import { type StubServer, startStubServer } from '../stubs/stub-server.ts';
import type { SuiteOptions, SuiteResult } from './suite.ts';

const suite = 'push';
const vehicles = 500;
/** Columns of a grid of areas: each shows 25 of the vehicles. */
const areas = 20;
/** Citizens with a token each; one may have 100 subscriptions. */
const citizens = 200;
const allowed = { p50Ms: 50, p99Ms: 250 };

/**
 * Time from a message with new positions to the subscribers of an area that have them: 500 vehicles move once
 * a second. Subgraph and subscribers share this process, so their waits for each other are included.
 */
export async function run({ rounds, say, quick }: SuiteOptions): Promise<SuiteResult> {
  const folder = await mkdtemp(join(tmpdir(), 'civic-graph-push-'));
  const sentAt: number[] = [];
  const transport = await openTransport(sentAt);
  const issuer = await createTestIssuer();
  const stub = await startStubServer(city.world);
  try {
    const url = `${await transport.listen({ host: '127.0.0.1', port: 0 })}/graphql`;
    const gateway = await startGateway({ folder, issuer, stub, url });
    const tokens = await Promise.all(
      Array.from({ length: citizens }, (_, index) => issuer.mint(citizen(index))),
    );
    const rows: Row[] = [];
    try {
      for (const subscribers of quick ? [200] : [200, 2_000]) {
        const open = await subscribe(gateway.url, tokens, subscribers, sentAt);
        for (let round = 1; round <= rounds; round += 1) {
          const [before, seconds] = [gateway.cpuMs(), quick ? 5 : 20];
          open.latencies.length = 0;
          for (let second = 0; second < seconds; second += 1) {
            sentAt.push(performance.now());
            const realtime = transport.feeds[0]?.realtime;
            const source = realtime?.sources[0];
            if (await source?.read()) await realtime?.refresh();
            await wait(1_000);
          }
          const times = Float64Array.from(open.latencies).sort();
          const row = {
            ...{
              suite,
              query: `${subscribers} subscribers`,
              contender: gateway.name,
              round,
              amount: subscribers,
            },
            ...{ rps: times.length / seconds, p50_ms: at(times, 0.5), p99_ms: at(times, 0.99) },
            cpu_ms: (gateway.cpuMs() - before) / Math.max(1, times.length),
            ...{ rss_mb: gateway.rssMb(), cold_ms: gateway.coldMs, samples: times.length },
          };
          rows.push(row);
          say(`  ${lineOf(row)}`);
        }
        if (open.failures.length > 0) say(`  ${open.failures.length} failed, such as ${open.failures[0]}`);
        open.end();
        await wait(1_000);
      }
    } finally {
      await gateway.stop();
    }
    return { rows, table: tableOf(rows) };
  } finally {
    await transport.close();
    await stub.close();
    await issuer.close();
    await rm(folder, { recursive: true, force: true });
  }
}

interface Surroundings {
  readonly folder: string;
  readonly issuer: TestIssuer;
  /** Stands in for identity. */
  readonly stub: StubServer;
  /** Endpoint of transport. */
  readonly url: string;
}

/** The gateway as `npm start` and images run it. */
async function startGateway({ folder, issuer, stub, url }: Surroundings) {
  const services = await allServices(repository);
  if (!(await isUpToDate(repository, services))) await bundle(repository, services);
  const sdl = await readFile(join(repository, 'subgraphs/transport/schema.graphql'), 'utf8');
  const supergraph = join(folder, 'supergraph.graphql');
  await writeFile(supergraph, composeSupergraph([{ name: 'transport', sdl, url }]));
  const port = await freePort();
  return startContender({
    name: 'Civic Graph',
    command: [process.execPath, join(repository, 'bundle/gateway.js')],
    cwd: folder,
    url: `http://127.0.0.1:${port}/graphql`,
    env: {
      ...{ PORT: String(port), ADMIN_PORT: String(await freePort()), DEPLOYMENT: 'demo', LOG_LEVEL: 'warn' },
      ...{ CONSOLE: 'off', DATA_DIR: folder, ISSUER_URL: issuer.issuer, JWKS_URL: issuer.jwksUri },
      ...{ TOKEN_AUDIENCE: issuer.audience, CITIZEN_KEY_SECRET: issuer.citizenKeySecret },
      ...{ SUPERGRAPH_FILE: supergraph, SUBGRAPH_URL_IDENTITY: `${stub.origin}/identity/graphql` },
      ...{ SUBGRAPH_URL_TRANSPORT: url, SUBGRAPH_SECRET_TRANSPORT: testSecrets.subgraph },
      SUBGRAPH_SECRET_IDENTITY: testSecrets.subgraph,
    },
    probe: async (endpoint) => {
      const headers = { 'content-type': 'application/json' };
      const body = JSON.stringify({ query: '{ feed { feedId } }' });
      const text = await (await fetch(endpoint, { method: 'POST', headers, body })).text();
      if (!text.startsWith('{"data":{"feed":{')) throw new Error(text.slice(0, 300));
    },
  });
}

/** The demo city with vehicles whose bearing is the number of the message. */
async function openTransport(sentAt: readonly number[]) {
  const read = async () =>
    writeFeedMessage({
      header: { gtfsRealtimeVersion: '2.0', timestamp: Math.floor(Date.now() / 1000) },
      entity: Array.from({ length: vehicles }, (_, index) => ({
        id: String(index),
        vehicle: {
          vehicle: { id: String(index), label: String(index) },
          position: {
            latitude: 30.2 + index / 100_000,
            longitude: 120.005 + (index % areas) / 100,
            bearing: sentAt.length - 1,
          },
        },
      })),
    });
  const source = new RealtimeSource(
    { name: 'bench', seconds: 1, staleSeconds: 300 },
    { read },
    () => new Date(),
  );
  const config = { ...testConfig, subgraphSecret: testSecrets.subgraph };
  return createTransportSubgraph(config, { realtime: { T: [source] } });
}

const subscription = `subscription ($west: Float!, $east: Float!) {
  vehiclesUpdated(minLatitude: 30, maxLatitude: 31, minLongitude: $west, maxLongitude: $east) {
    vehicleId label latitude longitude bearing
  }
}`;

interface Subscribers {
  readonly latencies: number[];
  /** What subscribers got instead of events. */
  readonly failures: readonly string[];
  end(): void;
}

/** Connections opened at a time, so that opening them is not what is measured. */
const batch = 50;

async function subscribe(
  url: string,
  tokens: readonly string[],
  count: number,
  sentAt: readonly number[],
): Promise<Subscribers> {
  const latencies: number[] = [];
  const failures: string[] = [];
  const requests: ClientRequest[] = [];
  for (let index = 0; index < count; index += 1) {
    const west = 120 + (index % areas) / 100;
    const authorization = `Bearer ${tokens[index % tokens.length]}`;
    const headers = { 'content-type': 'application/json', accept: 'text/event-stream', authorization };
    const sent = request(url, { method: 'POST', headers, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
        const end = text.lastIndexOf('\n\n');
        if (end === -1) return;
        if (text.includes('"errors"')) failures.push(text.slice(0, 300));
        const [, number] = /"bearing":(\d+)/.exec(text) ?? [];
        text = text.slice(end + 2);
        const begin = sentAt[Number(number)];
        if (number !== undefined && begin !== undefined) latencies.push(performance.now() - begin);
      });
      response.on('error', () => {});
    });
    sent.on('error', () => {});
    const variables = { west: Number(west.toFixed(3)), east: Number((west + 0.0099).toFixed(4)) };
    sent.end(JSON.stringify({ query: subscription, variables }));
    requests.push(sent);
    if (index % batch === 0) await once(sent, 'response');
  }
  await wait(3_000);
  return {
    latencies,
    failures,
    end() {
      for (const each of requests) each.destroy();
    },
  };
}

function at(sorted: Float64Array, part: number): number {
  return sorted[Math.floor(part * (sorted.length - 1))] ?? Number.NaN;
}

function lineOf({ query, p50_ms, p99_ms, rps, rss_mb }: Row): string {
  const isMissed = p50_ms > allowed.p50Ms || p99_ms > allowed.p99Ms;
  return (
    `${query}: p50 ${format(p50_ms)} ms, p99 ${format(p99_ms)} ms, ${format(rps)} events/s, ${format(rss_mb)} MB ` +
    `(${allowed.p50Ms} and ${allowed.p99Ms} ms are demanded${isMissed ? ': **missed**' : ''})`
  );
}

function tableOf(rows: readonly Row[]): string {
  const lines = [
    '| subscribers | p50, ms | p99, ms | events/s | ms CPU each | RSS, MB |',
    '|---|--:|--:|--:|--:|--:|',
  ];
  for (const { query, p50_ms, p99_ms, rps, cpu_ms, rss_mb } of rows) {
    lines.push(`| ${[query, ...[p50_ms, p99_ms, rps, cpu_ms, rss_mb].map(format)].join(' | ')} |`);
  }
  return lines.join('\n');
}
