import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { createTestIssuer } from '@civic-graph/testing';
import { setup as buildServices } from '../../e2e/build.ts';
import { startTestDeployment } from '../../e2e/deployment.ts';
import { type Call, citizensCalls, citizensSmallCalls, operations, sameCall } from '../city/callers.ts';
import { startCivic, startStock } from '../city/gateways.ts';
import { partsTable, type SpentRow } from '../city/parts-table.ts';
import { cpuMsByPart, difference, type Placement, place } from '../city/processes.ts';
import type { Contender } from '../contender.ts';
import { closedLoop } from '../load/load.ts';
import { type ExpectedRequest, prepareRequest } from '../load/request.ts';
import { type Row, report, shareKept } from '../report.ts';
import type { SuiteOptions, SuiteResult } from './suite.ts';

const suite = 'one-query';
const audited = 'Civic Graph';
const unaudited = 'Civic Graph without access records';
const unprotected = 'Civic Graph with everything off';
const stock = 'stock Apollo gateway';
const demanded = 0.85;
const citizens = 200;
const callers = 64;
const sharing = 'one query, four agencies, the same request';
const differing = 'one query, four agencies, each request for another citizen';
const smallSharing = 'a small query, one agency, the same request';
const smallDiffering = 'a small query, one agency, each request for another citizen';

interface Cell {
  readonly query: string;
  readonly calls: readonly Call[];
  readonly placement: Placement;
  /** The baseline of the gateway with everything on. */
  readonly against: string;
  /** Whether the peer takes part. */
  readonly withStock: boolean;
  /** Whether the target applies. */
  readonly isJudged: boolean;
}

/**
 * The gateway with everything on over the demo's four agencies: compared without access records for the query
 * over all of them, and with everything off for a small query. The stock gateway without authorization takes
 * part where that is meaningful.
 */
export async function run({ rounds, say, quick, queries }: SuiteOptions): Promise<SuiteResult> {
  say('building the services …');
  await buildServices();
  say('starting the demonstration …');
  const city = await startTestDeployment();
  const folder = await mkdtemp(join(tmpdir(), 'civic-graph-bench-'));
  const contenders: Contender[] = [];
  const issuer = await createTestIssuer({ citizenKeySecret: city.secrets.citizenKey });
  try {
    const probed = await sameCall(issuer, operations.small);
    const probe = async (url: string) => {
      const response = await fetch(url, { method: 'POST', ...probed });
      if (!response.ok) throw new Error(await response.text());
    };
    say('starting the contenders …');
    contenders.push(
      await startCivic({ name: audited, city, probe }, issuer),
      await startCivic({ name: unaudited, city, probe }, issuer, { AUDIT: 'off' }),
      await startCivic({ name: unprotected, city, probe }, issuer, { AUDIT: 'off', QUOTAS: 'off' }),
      await startStock({ name: stock, city, probe }, folder),
    );

    const everybody = await citizensCalls(issuer, citizens);
    const same = [await sameCall(issuer, operations.fourAgencies)];
    const small = await citizensSmallCalls(issuer, citizens);
    const smallSame = [await sameCall(issuer, operations.ownNotice)];
    const apart = {
      placement: 'the gateway alone on one core',
      against: unaudited,
      withStock: true,
    } as const;
    const together = { placement: 'everything on two cores', withStock: false, isJudged: true } as const;
    const cells: readonly Cell[] = [
      { ...apart, query: differing, calls: everybody, isJudged: true },
      { ...together, query: differing, calls: everybody, against: unaudited },
      { ...apart, query: sharing, calls: same, isJudged: false },
      { ...together, query: smallDiffering, calls: small, against: unprotected },
      { ...together, query: smallSharing, calls: smallSame, against: unprotected },
    ];
    const chosen = cells
      .map((cell) => ({ ...cell, query: `${cell.query}; ${cell.placement}` }))
      .filter(({ query }) => queries?.some((part) => query.includes(part)) ?? true);
    const membersOf = ({ against, withStock }: Cell) =>
      contenders.filter(({ name }) => name === audited || name === against || (withStock && name === stock));
    const expected = new Map<readonly Call[], Awaited<ReturnType<typeof sameAnswers>>>();
    for (const calls of new Set(chosen.map((cell) => cell.calls))) {
      const members = new Set(chosen.filter((cell) => cell.calls === calls).flatMap(membersOf));
      expected.set(calls, await sameAnswers([...members], calls));
    }
    const rows: Row[] = [];
    const spent: SpentRow[] = [];
    for (const cell of chosen) {
      const { query } = cell;
      const members = membersOf(cell);
      const measure = async (contender: Contender, seconds: number) => {
        place(contender, cell.placement);
        const before = cpuMsByPart(contender);
        const target = { url: contender.url, requests: expected.get(cell.calls)!.get(contender)! };
        const result = await closedLoop(target, { connections: callers, seconds });
        return { ...result, parts: difference(cpuMsByPart(contender), before) };
      };
      for (const contender of members) await measure(contender, quick ? 1 : 3);
      for (let round = 1; round <= rounds; round++) {
        // Alternating, in reversed order each time, so that disturbances affect all alike.
        for (const contender of round % 2 === 0 ? members.toReversed() : members) {
          const { rps, p50Ms, p99Ms, requests, parts } = await measure(contender, quick ? 1.5 : 2);
          const { name, coldMs } = contender;
          say(`  ${query}, round ${round}: ${name} ${rps.toFixed(0)} requests/s`);
          spent.push({ query, contender: name, requests, parts });
          rows.push({
            ...{ suite, query, contender: name, round, rps, p50_ms: p50Ms, p99_ms: p99Ms },
            ...{ cpu_ms: parts.gateway / requests, rss_mb: contender.rssMb(), cold_ms: coldMs },
          });
        }
      }
    }
    const lines = chosen.map(({ query, against, isJudged }) =>
      shareKept(rows, { query, contender: audited, against, demanded, isJudged }),
    );
    const tables = [...new Set(chosen.map(({ against }) => against))].map((baseline) => {
      const held = chosen.filter(({ against }) => against === baseline).map(({ query }) => query);
      const own = rows.filter(({ query }) => held.includes(query));
      return report(own, [], baseline);
    });
    return { rows, table: [...lines, ...tables, partsTable(spent)].join('\n\n') };
  } finally {
    for (const contender of contenders) await contender.stop();
    await issuer.close();
    await city.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The request of each contender and the length of its answer, after a check that all answers agree. */
async function sameAnswers(
  contenders: readonly Contender[],
  calls: readonly Call[],
): Promise<ReadonlyMap<Contender, readonly ExpectedRequest[]>> {
  const requests = new Map<Contender, ExpectedRequest[]>(contenders.map((contender) => [contender, []]));
  for (const call of calls) {
    let first: unknown;
    for (const [contender, expected] of requests) {
      const { name, url } = contender;
      const body = call.body.replace(/#{3,}/, (digits) => '0'.repeat(digits.length));
      const text = await (await fetch(url, { method: 'POST', headers: call.headers, body })).text();
      const answer = JSON.parse(text) as { readonly errors?: unknown };
      first ??= answer;
      if (answer.errors !== undefined || !isDeepStrictEqual(answer, first))
        throw new Error(`${name} wrong answer: ${text.slice(0, 2_000)}`);
      const request = prepareRequest({ url, ...call }, /#{3,}/.test(call.body));
      expected.push({ request, expectedBytes: Buffer.byteLength(text) });
    }
  }
  return requests;
}
