import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@civic-graph/database-server';
import { createTestIssuer, personas, type TestIssuer } from '@civic-graph/testing';
import { checkedAnswer } from '../answers.ts';
import { type Contender, startContender } from '../contender.ts';
import { type Entrant, entrants } from '../contenders/catalogue.ts';
import { pinLoad } from '../cores.ts';
import { closedLoop, fixedRate, type LoadTarget } from '../load/load.ts';
import { differingDigits, prepareRequest, sameDigits } from '../load/request.ts';
import type { Row } from '../report.ts';
import { city } from '../shapes/city.ts';
import { type LaidOutShape, layOutShape } from '../shapes/lay-out-shape.ts';
import type { ShapeQuery } from '../shapes/shape.ts';
import { shop } from '../shapes/shop.ts';
import { startStubServer } from '../stubs/stub-server.ts';
import type { SuiteOptions } from './suite.ts';

const suite = 'peers';
export const baseline = 'Civic Graph';
const repository = new URL('../../..', import.meta.url).pathname;

const connections = 64;

/** All gateways on the same queries, in turns, each fresh in every round. */
export async function run(options: SuiteOptions): Promise<Row[]> {
  const { say } = options;
  const chosen = entrants.filter(({ id }) => options.contenders?.includes(id) ?? true);
  say('building the gateway …');
  buildGateway(say);
  pinLoad();
  const issuer = await createTestIssuer();
  const folder = await mkdtemp(join(tmpdir(), 'civic-graph-bench-'));
  const rows: Row[] = [];
  try {
    for (const shape of [city, shop]) {
      const queries = shape.queries.filter(({ name }) => options.queries?.includes(name) ?? true);
      if (queries.length === 0) continue;
      const stubs = await startStubServer(shape.world);
      const laidOut = await layOutShape(shape, join(folder, shape.name), stubs.origin);
      for (let round = 1; round <= options.rounds; round++) {
        rows.push(...(await runRound({ ...options, laidOut, queries, issuer, round, chosen })));
      }
      await stubs.close();
    }
  } finally {
    await issuer.close();
    await rm(folder, { recursive: true, force: true });
  }
  return rows;
}

/** As production does: `tsc -b`, then plain node. Wrong types do not keep it from being built and measured. */
function buildGateway(say: (line: string) => void): void {
  try {
    execFileSync('npx', ['tsc', '-b', 'gateway'], { cwd: repository, stdio: 'pipe' });
  } catch (error) {
    const { stdout = '' } = error as { readonly stdout?: Buffer | string };
    say(`the compiler complains, and what it made is measured all the same:\n${stdout}`);
  }
}

interface Round extends Omit<SuiteOptions, 'rounds' | 'queries' | 'contenders'> {
  readonly laidOut: LaidOutShape;
  readonly queries: readonly ShapeQuery[];
  readonly issuer: TestIssuer;
  readonly round: number;
  readonly chosen: readonly Entrant[];
}

interface Running {
  readonly entrant: Entrant;
  readonly contender: Contender;
}

async function runRound(round: Round): Promise<Row[]> {
  const { say, chosen } = round;
  const token = await round.issuer.mint(personas.lin, {
    claims: { exp: Math.floor(Date.now() / 1000) + 24 * 3600 },
  });
  const headers = {
    'content-type': 'application/json',
    accept: 'application/json',
    authorization: `Bearer ${token}`,
  };
  const running: Running[] = [];
  const rows: Row[] = [];
  try {
    for (const entrant of chosen) {
      try {
        running.push({ entrant, contender: await start(entrant, round, headers) });
      } catch (error) {
        say(`  ${entrant.title}: does not run: ${(error as Error).message}`);
      }
    }
    for (const query of round.queries) {
      for (const differs of [false, true]) {
        // The order is turned round each time: what the machine does meanwhile hits all alike.
        for (const member of round.round % 2 === 0 ? running.toReversed() : running) {
          rows.push(await measure(member, query, differs, headers, round));
        }
      }
    }
  } finally {
    for (const { contender } of running) await contender.stop();
  }
  return rows;
}

async function start(
  entrant: Entrant,
  { laidOut, issuer, queries, profile }: Round,
  headers: Readonly<Record<string, string>>,
): Promise<Contender> {
  const [port, adminPort] = [await freePort(), await freePort()];
  const profileFile =
    profile && entrant.id.startsWith('civic') ? join(profile, `${entrant.id}.cpuprofile`) : null;
  const { command, env, path } = await entrant.launch({ laidOut, port, adminPort, issuer, profileFile });
  const query = queries[0]!;
  return startContender({
    name: entrant.title,
    command,
    env,
    cwd: repository,
    url: `http://127.0.0.1:${port}${path}`,
    probe: async (url) => (await fetch(url, { method: 'POST', headers, body: bodyOf(query, sameDigits) })).ok,
  });
}

async function measure(
  { entrant, contender }: Running,
  query: ShapeQuery,
  differs: boolean,
  headers: Readonly<Record<string, string>>,
  { laidOut, quick, round, say }: Round,
): Promise<Row> {
  const body = bodyOf(query, differingDigits);
  let expectedBytes = 0;
  for (const digits of ['0000000777', sameDigits]) {
    const expected = await laidOut.answer(query, variablesOf(query, digits));
    const request = { headers, body: bodyOf(query, digits) };
    expectedBytes = await checkedAnswer(contender, entrant, request, expected).catch((error: Error) => {
      throw new Error(`${entrant.title} ${error.message}`);
    });
  }
  const request = prepareRequest({ url: contender.url, headers, body }, differs);
  const target: LoadTarget = { url: contender.url, request, expectedBytes };
  await closedLoop(target, { connections, seconds: quick ? 1.5 : 3 });
  const before = contender.cpuMs();
  const full = await closedLoop(target, { connections, seconds: quick ? 1.5 : 4 });
  const cpuMs = (contender.cpuMs() - before) / full.requests;
  const steady = await fixedRate(target, { rate: query.rate, seconds: quick ? 1 : 3 });
  const name = `${query.name}, ${differs ? 'every request differs' : 'same request'}`;
  say(
    `  round ${round}: ${name}: ${entrant.title} ${full.rps.toFixed(0)} requests/s, ${cpuMs.toFixed(3)} ms CPU, ` +
      `p50 ${steady.p50Ms.toFixed(2)} p99 ${steady.p99Ms.toFixed(2)} ms at ${query.rate}/s`,
  );
  return {
    suite,
    query: name,
    contender: entrant.title,
    rps: full.rps,
    p50_ms: steady.p50Ms,
    p99_ms: steady.p99Ms,
    cpu_ms: cpuMs,
    rss_mb: contender.rssMb(),
    cold_ms: contender.coldMs,
  };
}

function variablesOf({ variables }: ShapeQuery, digits: string): Readonly<Record<string, unknown>> {
  return JSON.parse(JSON.stringify(variables).replace(differingDigits, digits));
}

function bodyOf(query: ShapeQuery, digits: string): string {
  return JSON.stringify({ query: query.text, variables: variablesOf(query, digits) });
}
