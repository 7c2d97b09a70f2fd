import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSubgraphClient, type SubgraphClient, subgraphDefaults } from '@civic-graph/gateway/testing';
import { personas, testSecrets } from '@civic-graph/testing';
import type { Row } from '../report.ts';
import type { SuiteOptions, SuiteResult } from './suite.ts';

const suite = 'calls';
const callers = 16;

const product = (at: number) => ({
  __typename: 'Product',
  upc: String(at),
  name: `Table number ${at}`,
  price: 899 + at,
  reviews: [{ id: String(at), body: 'Love it!', author: { id: '1', name: 'A' } }],
});
const products = (count: number) =>
  JSON.stringify({ data: { _entities: Array.from({ length: count }, (_, at) => product(at)) } });
/** Size of the answer -> the answer. */
const answers: Readonly<Record<string, string>> = {
  small: products(1),
  medium: products(20),
  big: products(120),
};
const text =
  'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Product { name price reviews { body author { name } } } } }';

interface Contender {
  readonly name: string;
  readonly client: SubgraphClient;
  readonly differs: boolean;
}

/**
 * Cost of one call to a subgraph: body, signature, HTTP, reading. All clients run in this process and the
 * subgraph in another, so the CPU time of this process is the result.
 */
export async function run({
  rounds,
  say,
  quick,
  contenders: chosen,
  queries,
}: SuiteOptions): Promise<SuiteResult> {
  const folder = await mkdtemp(join(tmpdir(), 'civic-graph-calls-'));
  const socketPath = join(folder, 'subgraph.sock');
  const bodies = JSON.stringify(
    Object.fromEntries(Object.entries(answers).map(([size, body]) => [`/${size}`, body])),
  );
  const server = fork(new URL('../stubs/canned-server.ts', import.meta.url), [bodies, socketPath]);
  const [{ port }] = (await once(server, 'message')) as [{ port: number }];
  const tcp = `http://127.0.0.1:${port}/`;
  const unix = `unix:${socketPath}:/`;
  const all: readonly Contender[] = [
    { name: 'undici', client: createClient('undici', tcp), differs: true },
    { name: 'lean', client: createClient('lean', tcp), differs: true },
    { name: 'undici, unix socket', client: createClient('undici', unix), differs: true },
    { name: 'lean, unix socket', client: createClient('lean', unix), differs: true },
    { name: 'lean, every request the same', client: createClient('lean', tcp), differs: false },
  ];
  const contenders = all.filter(({ name }) => chosen === null || chosen.includes(name));
  const rows: Row[] = [];
  try {
    for (const query of Object.keys(answers).filter((size) => queries === null || queries.includes(size))) {
      for (const contender of contenders) await measure(contender, query, 2_000);
      for (let round = 1; round <= rounds; round++) {
        for (const contender of round % 2 === 0 ? contenders.toReversed() : contenders) {
          rows.push({
            suite,
            query,
            contender: contender.name,
            round,
            ...(await measure(contender, query, quick ? 3_000 : 10_000)),
          });
        }
        say(`  ${query}, round ${round}`);
      }
    }
  } finally {
    await Promise.all(all.map(({ client }) => client.close()));
    server.disconnect();
    await rm(folder, { recursive: true, force: true });
  }
  return { rows, table: tableOf(rows) };
}

function createClient(client: 'lean' | 'undici', base: string): SubgraphClient {
  const endpoints = Object.keys(answers).map((name) => ({
    name,
    url: base + name,
    secret: testSecrets.subgraph,
  }));
  return createSubgraphClient({ client, endpoints, settings: subgraphDefaults });
}

async function measure({ client, differs }: Contender, size: string, calls: number) {
  const operation = { subgraph: size, type: 'query', text, variables: [] } as const;
  const times: number[] = [];
  let left = calls;
  const cpuBefore = process.cpuUsage();
  const start = performance.now();
  const caller = async () => {
    while (left-- > 0) {
      const sent = performance.now();
      const representations = [{ __typename: 'Product', upc: differs ? String(left) : '1' }];
      const context = { principal: personas.lin, requestId: 'bench', signal: { aborted: false } };
      await client.call(operation, { representations }, context);
      times.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  const { user, system } = process.cpuUsage(cpuBefore);
  times.sort((a, b) => a - b);
  return {
    rps: (calls / (performance.now() - start)) * 1000,
    p50_ms: times[Math.floor(calls * 0.5)] ?? 0,
    p99_ms: times[Math.floor(calls * 0.99)] ?? 0,
    cpu_ms: (user + system) / 1000 / calls,
    rss_mb: process.memoryUsage.rss() / 2 ** 20,
    // No process is started for a contender.
    cold_ms: 0,
  };
}

function tableOf(rows: readonly Row[]): string {
  const queries = [...new Set(rows.map(({ query }) => query))];
  const lines = [
    `| CPU time per call, in microseconds: median (min to max) | ${queries.join(' | ')} |`,
    `|---|${queries.map(() => '--:').join('|')}|`,
  ];
  for (const contender of new Set(rows.map((row) => row.contender))) {
    const cells = queries.map((query) => {
      const own = rows.filter((row) => row.contender === contender && row.query === query);
      const costs = own.map(({ cpu_ms }) => cpu_ms * 1000).sort((a, b) => a - b);
      return `${costs[Math.floor(costs.length / 2)]?.toFixed(1)} (${costs[0]?.toFixed(1)} to ${costs.at(-1)?.toFixed(1)})`;
    });
    lines.push(`| ${contender} | ${cells.join(' | ')} |`);
  }
  return lines.join('\n');
}
