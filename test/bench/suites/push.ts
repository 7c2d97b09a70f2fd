import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { composeSupergraph } from '@civic-graph/supergraph';
import { testSecrets } from '@civic-graph/testing';
import { writeFeedMessage } from '../../../subgraphs/transport/src/realtime/message/write-feed-message.ts';
import { RealtimeSource } from '../../../subgraphs/transport/src/realtime/source/realtime-source.ts';
import { createTransportSubgraph } from '../../../subgraphs/transport/src/subgraph.ts';
import { testConfig } from '../../../subgraphs/transport/test/small-feed.ts';
import { civic } from '../contenders/civic.ts';
import { type Ground, openGround, repository, startEntrant } from '../ground.ts';
import { format, type Row } from '../report.ts';
import { city } from '../shapes/city.ts';
import type { SuiteOptions, SuiteResult } from './suite.ts';

const suite = 'push';
const vehicles = 500;
/** Columns of a grid of areas: each shows 25 of the vehicles. */
const areas = 20;
const allowed = { p50Ms: 50, p99Ms: 250 };

/**
 * Time from the moment when a message with new positions is there to the moment when a subscriber of an area has
 * its vehicles: 500 vehicles move once a second, and each subscriber has its own connection. Subgraph and
 * subscribers share this process, so their waits for each other are included.
 */
export async function run({ rounds, say, quick }: SuiteOptions): Promise<SuiteResult> {
  const ground = await openGround(say);
  const folder = await mkdtemp(join(tmpdir(), 'civic-graph-push-'));
  const sentAt: number[] = [];
  const transport = await openTransport(sentAt);
  try {
    const url = `${await transport.listen({ host: '127.0.0.1', port: 0 })}/graphql`;
    const sdl = await readFile(join(repository, 'subgraphs/transport/schema.graphql'), 'utf8');
    const endpoints = [{ name: 'transport', url }];
    const supergraph = composeSupergraph([{ name: 'transport', sdl, url }]);
    await writeFile(join(folder, 'guarded-supergraph.graphql'), supergraph);
    await writeFile(join(folder, 'subgraphs.json'), JSON.stringify(endpoints));
    const first = { name: 'feed', text: '{ feed { feedId } }', variables: {}, rate: 1 };
    const { stubOrigin, answer } = await ground.layOut(city);
    const laidOut = {
      shape: { ...city, queries: [first] },
      folder,
      stubOrigin,
      answer,
      subgraphs: endpoints,
    };
    const gateway = await startEntrant(civic('civic', 'Civic Graph'), laidOut, ground);
    const rows: Row[] = [];
    try {
      for (const subscribers of quick ? [200] : [200, 2_000]) {
        const close = await subscribe(gateway.url, ground, subscribers, sentAt);
        for (let round = 1; round <= rounds; round += 1) {
          const [before, seconds] = [gateway.cpuMs(), quick ? 5 : 20];
          close.latencies.length = 0;
          for (let second = 0; second < seconds; second += 1) {
            sentAt.push(performance.now());
            const [source] = transport.realtime.sources;
            if (await source?.read()) await transport.realtime.refresh();
            await wait(1_000);
          }
          const times = Float64Array.from(close.latencies).sort();
          rows.push({
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
          });
          say(`  ${lineOf(rows.at(-1))}`);
        }
        close.end();
        await wait(1_000);
      }
    } finally {
      await gateway.stop();
    }
    return { rows, table: tableOf(rows) };
  } finally {
    await transport.close();
    await ground.close();
    await rm(folder, { recursive: true, force: true });
  }
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
  return createTransportSubgraph(config, { realtime: [source] });
}

async function subscribe(url: string, { callers }: Ground, count: number, sentAt: readonly number[]) {
  const latencies: number[] = [];
  const requests = Array.from({ length: count }, (_, index) => {
    const west = 120 + (index % areas) / 100;
    const area = `minLatitude: 30, minLongitude: ${west.toFixed(3)}, maxLatitude: 31, maxLongitude: ${(west + 0.01).toFixed(3)}`;
    const query = `subscription { vehiclesUpdated(${area}) { vehicleId label latitude longitude bearing } }`;
    const { authorization = '' } = callers[index % callers.length] ?? {};
    const headers = { 'content-type': 'application/json', accept: 'text/event-stream', authorization };
    const sent = request(url, { method: 'POST', headers, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
        const end = text.lastIndexOf('\n\n');
        if (end === -1) return;
        const [, number] = /"bearing":(\d+)/.exec(text) ?? [];
        if (text.includes('"errors"')) throw new Error(text.slice(0, 300));
        text = text.slice(end + 2);
        const begin = sentAt[Number(number)];
        if (number !== undefined && begin !== undefined) latencies.push(performance.now() - begin);
      });
      response.on('error', () => {});
    });
    sent.on('error', () => {});
    sent.end(JSON.stringify({ query }));
    return sent;
  });
  await wait(5_000);
  return { latencies, end: () => requests.forEach((each) => void each.destroy()) };
}

function at(sorted: Float64Array, part: number): number {
  return sorted[Math.floor(part * (sorted.length - 1))] ?? Number.NaN;
}

function lineOf(row: Row | undefined): string {
  if (row === undefined) return '';
  const { query, p50_ms, p99_ms, rps, rss_mb } = row;
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
