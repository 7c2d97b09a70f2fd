import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { freePort } from '@civic-graph/database-server';
import { admitSupergraph, composeSupergraph, createRustPlanner } from '@civic-graph/gateway';
import { requestToken } from '@civic-graph/launcher';
import { createAccessTokenVerifier } from '@civic-graph/tokens';
import { setup as buildServices } from '../../e2e/build.ts';
import { type Agency, startTestDeployment, type TestDeployment } from '../../e2e/deployment.ts';
import { type Contender, startContender } from '../contender.ts';
import { closedLoop } from '../load/load.ts';
import { prepareRequest } from '../load/request.ts';
import { type Row, report } from '../report.ts';
import type { SuiteOptions, SuiteResult } from './suite.ts';

const suite = 'one-query';
const baseline = 'stock Apollo gateway';
const repository = new URL('../../..', import.meta.url).pathname;

interface Request {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const operations = {
  small: { query: '{ region(code: "330100") { name } }', variables: {} },
  'one query, four agencies': {
    query: await readFile(new URL('../../e2e/one-query/one-query.graphql', import.meta.url), 'utf8'),
    variables: {
      station: 'HZ:wulin',
      from: 'HZ:wulin',
      to: 'HZ:east',
      at: '2026-11-26T08:00:00+08:00',
      region: '330100',
    },
  },
} as const;

/**
 * The gateway with everything on, and the same without access records, against the stock gateway with no authorization,
 * over the same four subgraphs.
 */
export async function run({ rounds, say }: SuiteOptions): Promise<SuiteResult> {
  say('building the services …');
  await buildServices();
  say('starting the demonstration …');
  const city = await startTestDeployment();
  const folder = await mkdtemp(join(tmpdir(), 'civic-graph-bench-'));
  const contenders: Contender[] = [];
  try {
    const token = await requestToken(city.issuerUrl, { persona: 'lin' });
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const probe = async (url: string) => {
      const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(operations.small) });
      if (!response.ok) throw new Error(await response.text());
    };
    say('starting the contenders …');
    contenders.push(
      await startCivic('Civic Graph', city, {}, probe),
      await startCivic('Civic Graph without access records', city, { AUDIT: 'off' }, probe),
      await startStock(city, folder, token, probe),
    );

    const rows: Row[] = [];
    for (const [query, operation] of Object.entries(operations)) {
      const request = { headers, body: JSON.stringify(operation) };
      const expected = await sameAnswers(contenders, request);
      for (const contender of contenders) await measure(contender, query, request, expected, 2);
      for (let round = 1; round <= rounds; round++) {
        // In turns, the order turned round each time: what the machine does meanwhile hits all alike.
        for (const contender of round % 2 === 0 ? contenders.toReversed() : contenders) {
          const row = { ...(await measure(contender, query, request, expected, 4)), round };
          say(`  ${query}, round ${round}: ${contender.name} ${row.rps.toFixed(0)} requests/s`);
          rows.push(row);
        }
      }
    }
    return { rows, table: report(rows, [], baseline) };
  } finally {
    for (const contender of contenders) await contender.stop();
    await city.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(
  contender: Contender,
  query: string,
  request: Request,
  expected: ReadonlyMap<string, string>,
  seconds: number,
): Promise<Omit<Row, 'round'>> {
  const before = contender.cpuMs();
  const target = {
    url: contender.url,
    request: prepareRequest({ url: contender.url, ...request }, false),
    expectedBytes: Buffer.byteLength(expected.get(contender.name)!),
  };
  const result = await closedLoop(target, { connections: 16, seconds });
  return {
    suite,
    query,
    contender: contender.name,
    rps: result.rps,
    p50_ms: result.p50Ms,
    p99_ms: result.p99Ms,
    cpu_ms: (contender.cpuMs() - before) / result.requests,
    rss_mb: contender.rssMb(),
    cold_ms: contender.coldMs,
  };
}

/** Each contender's text, once it is sure that all say the same. */
async function sameAnswers(
  contenders: readonly Contender[],
  { headers, body }: Request,
): Promise<ReadonlyMap<string, string>> {
  const answers = new Map<string, string>();
  let first: unknown;
  for (const { name, url } of contenders) {
    const text = await (await fetch(url, { method: 'POST', headers, body })).text();
    const answer: unknown = JSON.parse(text);
    first ??= answer;
    if (!isDeepStrictEqual(answer, first))
      throw new Error(`${name} answers otherwise: ${text.slice(0, 2_000)}`);
    answers.set(name, text);
  }
  return answers;
}

async function startCivic(
  name: string,
  city: TestDeployment,
  changes: Readonly<Record<string, string>>,
  probe: (url: string) => Promise<void>,
): Promise<Contender> {
  const service = city.services.find(({ name }) => name === 'gateway')!;
  const [port, adminPort] = [await freePort(), await freePort()];
  return startContender({
    name,
    command: [process.execPath, service.entry],
    url: `http://127.0.0.1:${port}/graphql`,
    cwd: repository,
    env: { ...service.environment, PORT: String(port), ADMIN_PORT: String(adminPort), ...changes },
    probe,
  });
}

async function startStock(
  city: TestDeployment,
  folder: string,
  token: string,
  probe: (url: string) => Promise<void>,
): Promise<Contender> {
  const agencies: readonly Agency[] = ['identity', 'transport', 'payments', 'statistics'];
  const definitions = agencies.map(async (name) => ({
    name,
    url: `${city.subgraphUrl(name)}/graphql`,
    sdl: await readFile(join(repository, 'subgraphs', name, 'schema.graphql'), 'utf8'),
  }));
  const supergraph = composeSupergraph(await Promise.all(definitions));
  const supergraphFile = join(folder, 'supergraph.graphql');
  await writeFile(supergraphFile, admitSupergraph(supergraph, (sdl) => createRustPlanner(sdl)).gatewaySdl);
  const port = await freePort();
  return startContender({
    name: baseline,
    command: [process.execPath, '--conditions=source', '--import', 'tsx', 'test/bench/stock-gateway.ts'],
    url: `http://127.0.0.1:${port}/`,
    cwd: repository,
    env: {
      PATH: process.env.PATH ?? '',
      PORT: String(port),
      SUPERGRAPH_FILE: supergraphFile,
      SUBGRAPH_SECRETS: JSON.stringify(city.secrets.subgraphs),
      PRINCIPAL: JSON.stringify(await principalOf(city, token)),
    },
    probe,
  });
}

async function principalOf(city: TestDeployment, token: string): Promise<unknown> {
  const environment = city.services.find(({ name }) => name === 'gateway')!.environment;
  const verify = createAccessTokenVerifier({
    issuer: city.issuerUrl,
    audience: environment.TOKEN_AUDIENCE!,
    jwksUri: `${city.issuerUrl}/jwks`,
    citizenKeySecret: city.secrets.citizenKey,
  });
  return verify(token);
}
