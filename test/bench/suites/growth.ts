import { gatewayFlags } from '@civic-graph/launcher';
import { checkedAnswer } from '../answers.ts';
import { civic } from '../contenders/civic.ts';
import { coreCount } from '../cores.ts';
import { type Ground, openGround, startEntrant } from '../ground.ts';
import { closedLoop } from '../load/load.ts';
import { differingDigits, prepareRequest } from '../load/request.ts';
import { format, median, type Row } from '../report.ts';
import { city } from '../shapes/city.ts';
import { chain, everyone, ladder, list } from '../shapes/ladder.ts';
import { bodyOf, type Shape, type ShapeQuery, variablesOf } from '../shapes/shape.ts';
import type { SuiteOptions, SuiteResult } from './suite.ts';

const suite = 'growth';

/** One measurement: a fresh gateway on a shape, one query, a number of concurrent callers. */
interface Point {
  /** The dimension that grows. */
  readonly dimension: string;
  readonly amount: number;
  readonly shape: Shape;
  readonly query: ShapeQuery;
  readonly callers: number;
  readonly cores?: string;
  /** Flags of Node, in addition to those of production. */
  readonly flags?: readonly string[];
}

const answerSize = 'answer size in bytes: a list whose items have a part in a second subgraph';
/** Four times production's value: all data of one of the largest answers is young until it has been sent. */
const moreRoom = '--max-semi-space-size=256';
const answerSizeWithRoom = `the same with more space for young objects (\`${moreRoom}\`)`;
const items = [5, 50, 500, 5_000, 50_000];
const lists = ladder(4, items.map(list));
const steps = [1, 2, 4, 8, 16, 24];
const chains = ladder(4, steps.map(chain));
const medium = city.queries.find(({ name }) => name === 'medium')!;

function points(): readonly Point[] {
  return [
    ...lists.queries.map((query, index) => ({
      dimension: answerSize,
      amount: items[index]!,
      shape: lists,
      query,
      callers: 1,
    })),
    ...lists.queries.slice(-2).map((query, index) => ({
      dimension: answerSizeWithRoom,
      amount: items.slice(-2)[index]!,
      shape: lists,
      query,
      callers: 1,
      flags: [moreRoom],
    })),
    ...chains.queries.map((query, index) => ({
      dimension: 'plan size: fetches that wait for one another',
      amount: steps[index]!,
      shape: chains,
      query,
      callers: 1,
    })),
    ...[4, 8, 16, 32, 64].map((subgraphs) => ({
      dimension: 'subgraphs that each supply a part of one entity',
      amount: subgraphs,
      shape: ladder(subgraphs, [everyone(subgraphs)]),
      query: everyone(subgraphs),
      callers: 1,
    })),
    ...[4, 8, 16, 32, 64].map((subgraphs) => ({
      dimension: 'subgraphs of the graph, of which the query uses two',
      amount: subgraphs,
      shape: ladder(subgraphs, [everyone(2)]),
      query: everyone(2),
      callers: 1,
    })),
    ...[1, 4, 16, 64, 256, 1_024].map((callers) => ({
      dimension: 'callers at once, medium query, every request differs',
      amount: callers,
      shape: city,
      query: medium,
      callers,
    })),
    ...(coreCount >= 2 ? ['1', '0,1'] : []).map((cores, index) => ({
      dimension: 'cores of one gateway process; it shares the second with the load',
      amount: index + 1,
      shape: city,
      query: medium,
      callers: 64,
      cores,
    })),
  ];
}

/** Far above the largest point; production limits would rightly refuse it. */
const unlimited = {
  deadlineMs: 60_000,
  subgraphs: { deadlineMs: 60_000, maxResponseBytes: 100_000_000 },
  limits: { maxAnswerValues: 10_000_000, maxCost: 10_000_000 },
};

export async function run({ rounds, say, quick, queries }: SuiteOptions): Promise<SuiteResult> {
  const ground = await openGround(say);
  const rows: Row[] = [];
  try {
    for (let round = 1; round <= rounds; round += 1) {
      for (const point of points()) {
        if (queries !== null && !queries.some((word) => point.dimension.includes(word))) continue;
        const row = await measurePoint(point, round, quick, ground);
        say(
          `  round ${round}: ${point.dimension}: ${row.amount}: ${row.cpu_ms.toFixed(3)} ms CPU, p50 ${row.p50_ms.toFixed(2)} ms`,
        );
        rows.push(row);
      }
    }
  } finally {
    await ground.close();
  }
  return { rows, table: table(rows) };
}

async function measurePoint(
  { dimension, amount, shape, query, callers, cores, flags = [] }: Point,
  round: number,
  quick: boolean,
  ground: Ground,
): Promise<Row> {
  const entrant = civic('civic', 'Civic Graph', [...gatewayFlags, ...flags]);
  const laidOut = await ground.layOut({ ...shape, queries: [query] });
  const contender = await startEntrant(entrant, laidOut, ground, {
    env: { GATEWAY_CHANGES: JSON.stringify(unlimited) },
    ...(cores !== undefined && { cores }),
  });
  try {
    const { url } = contender;
    const { headers } = ground;
    const expected = await laidOut.answer(query, variablesOf(query));
    const expectedBytes = await checkedAnswer(url, entrant, { headers, body: bodyOf(query) }, expected);
    // One caller's requests are never deduplicated, and equal ones keep the stubs cheap.
    const request = prepareRequest({ url, headers, body: bodyOf(query, differingDigits) }, callers > 1);
    const target = { url, requests: [{ request, expectedBytes }] };
    await closedLoop(target, { connections: callers, seconds: quick ? 0.7 : 3 });
    const before = contender.cpuMs();
    const result = await closedLoop(target, { connections: callers, seconds: quick ? 1.5 : 4 });
    return {
      suite,
      query: dimension,
      contender: entrant.title,
      round,
      amount: shape === lists ? expectedBytes : amount,
      rps: result.rps,
      p50_ms: result.p50Ms,
      p99_ms: result.p99Ms,
      cpu_ms: (contender.cpuMs() - before) / result.requests,
      rss_mb: contender.rssMb(),
      cold_ms: contender.coldMs,
    };
  } finally {
    await contender.stop();
  }
}

/** Printed below the table that they describe. */
const notes: Readonly<Record<string, readonly string[]>> = {
  [answerSizeWithRoom]: [
    '',
    'The largest answer and its data exceed the 64 MB that production reserves for young objects, so the garbage collector',
    'copies live data whenever they are full. With four times the space it copies less, and the process takes more memory.',
    '[Decision 0022](../explanation/adr/0022-what-a-request-costs.md) has the collector’s figures.',
  ],
};

/** Exponent above which growth between two points counts as a cliff. */
const cliff = 1.25;

function table(rows: readonly Row[]): string {
  const sections = [...new Set(rows.map(({ query }) => query))].map((dimension) => {
    const own = rows.filter(({ query }) => query === dimension);
    const lines = [
      `**${dimension}**`,
      '',
      '| amount | ms CPU per request | grows as amount to the power of | p50, ms | p99, ms | requests/s | RSS, MB | cold start, ms |',
      '|--:|--:|--:|--:|--:|--:|--:|--:|',
    ];
    let last: { readonly amount: number; readonly cpu: number } | null = null;
    for (const amount of new Set(own.map((row) => row.amount ?? 0))) {
      const figure = (name: 'cpu_ms' | 'p50_ms' | 'p99_ms' | 'rps' | 'rss_mb' | 'cold_ms') =>
        median(own.filter((row) => row.amount === amount).map((row) => row[name]));
      const cpu = figure('cpu_ms');
      const power = last === null ? null : Math.log(cpu / last.cpu) / Math.log(amount / last.amount);
      const shown = power === null ? '' : `${power.toFixed(2)}${power > cliff ? ' **cliff**' : ''}`;
      const cells = [
        format(cpu),
        shown,
        ...(['p50_ms', 'p99_ms', 'rps', 'rss_mb', 'cold_ms'] as const).map((name) => format(figure(name))),
      ];
      lines.push(`| ${amount.toLocaleString('en')} | ${cells.join(' | ')} |`);
      last = { amount, cpu };
    }
    return [...lines, ...(notes[dimension] ?? [])].join('\n');
  });
  return sections.join('\n\n');
}
