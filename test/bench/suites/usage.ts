import {
  admitSupergraph,
  createEngine,
  createRustPlanner,
  type PreparedOperation,
  readAnswer,
  UsageCounter,
} from '@civic-graph/gateway/testing';
import { composeSupergraph, consumerSchema } from '@civic-graph/supergraph';
import { personas } from '@civic-graph/testing';
import { getOperationAST, parse, validate } from 'graphql';
import { median, type Row } from '../report.ts';
import { city } from '../shapes/city.ts';
import { portal } from '../shapes/portal.ts';
import { type Shape, type ShapeQuery, variablesOf } from '../shapes/shape.ts';
import { compileAnswer } from '../stubs/compile-answer.ts';
import type { SuiteOptions, SuiteResult } from './suite.ts';

const suite = 'usage';
/** The largest share of a request's processor time that counting may take. */
const allowed = 0.01;

const counted = 'usage is counted';
const uncounted = 'usage is not counted';
const alone = 'the counter alone';

const limits = {
  ...{ maxFields: 3_000, maxDepth: 30, maxAliases: 100, maxRootFields: 100, maxLevels: 60 },
  ...{ maxAnswerValues: 1_000_000, maxCost: 1_000_000 },
};
const caller = personas.lin;

/**
 * Processor time of a request between its token and its answer's text, with the counter of usage and
 * without, in this process and in turns. Subgraphs answer at once, so the counter's share is at its largest.
 */
export async function run({ rounds, say, quick }: SuiteOptions): Promise<SuiteResult> {
  const rows: Row[] = [];
  for (const shape of [city, portal]) {
    const ways = [
      { contender: uncounted, counter: undefined },
      { contender: counted, counter: new UsageCounter(Math.random) },
    ].map((way) => ({ ...way, engine: engineFor(shape, way.counter) }));
    for (const query of shape.queries) {
      const asked = await Promise.all(
        ways.map(async (way) => ({ ...way, ask: await readyToAsk(shape, query, way.engine) })),
      );
      for (let round = 0; round <= rounds; round += 1) {
        const figures = await inTurns(asked, quick ? 20 : 100);
        // The first round warms up.
        if (round === 0) continue;
        for (const [contender, cpu] of figures) rows.push(rowOf(query.name, contender, round, cpu));
        rows.push(rowOf(query.name, alone, round, counterAlone(asked[1]?.ask.prepared, quick)));
      }
      say(`  ${query.name}: ${verdict(rows, query.name)}`);
    }
  }
  return { rows, table: tableOf(rows) };
}

type Asked = Awaited<ReturnType<typeof readyToAsk>>;

function engineFor(shape: Shape, usage: UsageCounter | undefined) {
  const answers = new Map<string, ReturnType<typeof compileAnswer>>();
  return createEngine({
    ...{ limits, usage, authorizationMode: 'errors', maxErrors: 100, consentUrl: 'https://consent.invalid' },
    ...{ maxPreparedOperations: 100, maxPreparedCharacters: 1_000_000 },
    subgraphs: {
      async call({ text }, variables) {
        const known = answers.get(text) ?? compileAnswer(text, shape.world);
        answers.set(text, known);
        return readAnswer(known(variables));
      },
    },
  });
}

async function readyToAsk(shape: Shape, query: ShapeQuery, engine: ReturnType<typeof createEngine>) {
  const sdls = shape.subgraphs.map(({ name, sdl }) => ({ name, sdl, url: `http://${name}.invalid/graphql` }));
  const served = admitSupergraph(composeSupergraph(sdls), (sdl) => createRustPlanner(sdl));
  const schema = consumerSchema(served.gatewaySdl);
  const { text } = query;
  const document = parse(text, { noLocation: true });
  const operation = getOperationAST(document);
  const [problem] = validate(schema, document);
  if (problem || !operation) throw problem ?? new Error('no operation');
  const prepared = engine.prepare(served, { schema, document, operation, text, operationName: undefined });
  const variables = variablesOf(query);
  const signal = new AbortController().signal;
  return {
    prepared,
    async once(): Promise<void> {
      const admission = await engine.admit(prepared, variables, caller);
      if (admission.kind === 'refused') throw admission.errors[0] ?? new Error('refused');
      const { data } = await engine.run(admission, { principal: caller, requestId: 'bench', signal });
      if (data === undefined) throw new Error(`${query.name} has no answer`);
    },
  };
}

/** Alternates every few milliseconds, so that what else the machine does falls on both. */
async function inTurns(
  asked: readonly { readonly contender: string; readonly ask: Asked }[],
  turns: number,
): Promise<ReadonlyMap<string, number>> {
  const spent = new Map<string, number[]>();
  const requests = 100;
  for (let turn = 0; turn < turns; turn += 1) {
    for (const { contender, ask } of turn % 2 === 0 ? asked : asked.toReversed()) {
      const before = process.cpuUsage();
      for (let count = 0; count < requests; count += 1) await ask.once();
      const { user, system } = process.cpuUsage(before);
      spent.set(contender, [...(spent.get(contender) ?? []), (user + system) / 1_000 / requests]);
    }
  }
  return new Map([...spent].map(([contender, times]) => [contender, median(times)]));
}

function counterAlone(prepared: PreparedOperation | undefined, quick: boolean): number {
  if (prepared === undefined) throw new Error('nothing is prepared');
  const counter = new UsageCounter(Math.random);
  const calls = quick ? 200_000 : 1_000_000;
  const before = process.cpuUsage();
  for (let count = 0; count < calls; count += 1) counter.count(prepared.usage, caller, count % 50, undefined);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000 / calls;
}

function rowOf(query: string, contender: string, round: number, cpu: number): Row {
  const rss = process.memoryUsage.rss() / 2 ** 20;
  return {
    ...{ suite, query, contender, round, rps: 1_000 / cpu, p50_ms: cpu, p99_ms: cpu, cpu_ms: cpu },
    // Nothing is started.
    ...{ rss_mb: rss, cold_ms: 0 },
  };
}

function microseconds(rows: readonly Row[], query: string, contender: string): number {
  const own = rows.filter((row) => row.query === query && row.contender === contender);
  return median(own.map(({ cpu_ms }) => cpu_ms * 1_000));
}

function shareOf(rows: readonly Row[], query: string): number {
  return microseconds(rows, query, alone) / microseconds(rows, query, uncounted);
}

function verdict(rows: readonly Row[], query: string): string {
  const share = shareOf(rows, query);
  const target = `at most ${allowed * 100} % is demanded${share > allowed ? ': **missed**' : ''}`;
  return `counting takes ${(share * 100).toFixed(2)} % of the processor time of a request in the engine (${target}).`;
}

function tableOf(rows: readonly Row[]): string {
  const queries = [...new Set(rows.map(({ query }) => query))];
  const lines = [
    `| microseconds of processor time a request | ${queries.join(' | ')} |`,
    `|---|${queries.map(() => '--:').join('|')}|`,
    ...[uncounted, counted, alone].map((contender) => {
      const cells = queries.map((query) => microseconds(rows, query, contender).toFixed(2));
      return `| ${contender} | ${cells.join(' | ')} |`;
    }),
  ];
  return [...queries.map((query) => `${query}: ${verdict(rows, query)}`), lines.join('\n')].join('\n\n');
}
