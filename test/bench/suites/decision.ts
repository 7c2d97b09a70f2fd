import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  accessOf,
  admitSupergraph,
  createRustPlanner,
  explainAccess,
  filterOperation,
  includeAll,
  type PreparedOperation,
  prepareOperation,
} from '@civic-graph/gateway/testing';
import { decide, type Principal } from '@civic-graph/policy';
import { composeSupergraph, consumerSchema } from '@civic-graph/supergraph';
import { personas } from '@civic-graph/testing';
import {
  defaultFieldResolver,
  execute,
  type GraphQLFieldResolver,
  getOperationAST,
  parse,
  validate,
} from 'graphql';
import { median, type Row } from '../report.ts';
import { city } from '../shapes/city.ts';
import { type DecidedOperation, decidedOperations } from '../shapes/decided-operations.ts';
import { portal } from '../shapes/portal.ts';
import type { SuiteOptions, SuiteResult } from './suite.ts';

const suite = 'decision';
const limits = {
  maxFields: 3_000,
  maxDepth: 30,
  maxAliases: 100,
  maxRootFields: 100,
  maxLevels: 60,
  maxAnswerValues: 1_000_000,
  maxCost: 1_000_000,
};

const nothingOff = { in: () => null };

/** A way to decide, or a part of one. */
interface Way {
  readonly name: string;
  /** Unmeasured setup, once per number of decisions. @returns one decision */
  ready(operation: DecidedOperation, decisions: number): () => unknown;
  readonly decisions: number;
}

/**
 * CPU cost of authorizing an operation for a citizen in this process, all threads included, without HTTP,
 * parsing and validation.
 */
export async function run({ rounds, say, quick, queries }: SuiteOptions): Promise<SuiteResult> {
  const operations = decidedOperations().filter(({ name }) => queries?.includes(name) ?? true);
  const sidecar = await startSidecar();
  const rows: Row[] = [];
  try {
    const ways = [...ourWays(), ...otherWays(sidecar.ask)];
    for (let round = 0; round <= rounds; round += 1) {
      for (const operation of operations) {
        for (const way of round % 2 === 1 ? ways : ways.toReversed()) {
          const figures = await measure(way, operation, quick);
          // The first round warms up.
          if (round > 0)
            rows.push({ suite, query: nameOf(operation), contender: way.name, round, ...figures });
        }
      }
      say(`  round ${round}`);
    }
  } finally {
    sidecar.stop();
  }
  return { rows, table: tableOf(rows) };
}

const sdls = city.subgraphs.map(({ name, sdl }) => ({ name, sdl, url: `http://${name}.invalid/graphql` }));

function ourWays(): readonly Way[] {
  const served = admitSupergraph(composeSupergraph(sdls), (sdl) => createRustPlanner(sdl));
  const schema = consumerSchema(served.gatewaySdl);
  const citizen = () => ({ ...personas.lin }) satisfies Principal;
  const parsed = ({ text }: DecidedOperation) => {
    const document = parse(text, { noLocation: true });
    const [problem] = validate(schema, document);
    const operation = getOperationAST(document);
    if (problem || !operation) throw problem ?? new Error('no operation');
    return { text, document, operation };
  };
  const prepare = (operation: DecidedOperation) =>
    prepareOperation(served, schema, parsed(operation), limits, 'errors', nothingOff);

  return [
    {
      name: 'a known set of rights: key and look-up',
      decisions: 20_000,
      ready(operation) {
        const prepared = prepare(operation);
        const warm = prepared.forCaller(citizen(), operation.variables);
        return async () => {
          await warm;
          return prepared.forCaller(citizen(), operation.variables);
        };
      },
    },
    {
      name: 'a new set of rights, in total',
      decisions: 100,
      ready(operation, decisions) {
        const prepared: PreparedOperation[] = Array.from({ length: decisions }, () => prepare(operation));
        return () => prepared.pop()?.forCaller(citizen(), operation.variables);
      },
    },
    {
      name: '… of which deciding and filtering',
      decisions: 1_000,
      ready(operation) {
        const valid = parsed(operation).operation;
        return () =>
          filterOperation(
            schema,
            valid,
            new Map(),
            accessOf(served.policyIndex, citizen()),
            includeAll,
            served.fetchKey,
          );
      },
    },
    {
      name: 'a new document: limits, list of rights',
      decisions: 500,
      ready(operation) {
        const valid = parsed(operation);
        return () => prepareOperation(served, schema, valid, limits, 'errors', nothingOff);
      },
    },
    {
      name: 'explainAccess',
      decisions: 500,
      ready(operation) {
        const { document, operation: valid } = parsed(operation);
        const explained = { schema, document, operation: valid };
        return () =>
          explainAccess(
            explained,
            { index: served.policyIndex, switched: null },
            citizen(),
            'http://127.0.0.1:4001',
          );
      },
    },
  ];
}

/** Lower bounds of rejected alternatives: a bare executor, and a policy process that answers immediately. */
function otherWays(ask: (body: string) => Promise<void>): readonly Way[] {
  const served = admitSupergraph(composeSupergraph(sdls), (sdl) => createRustPlanner(sdl));
  const schema = consumerSchema(served.gatewaySdl);
  const { policyIndex } = served;
  const rootValue = { ...city.world.query, ...portal.world.query };
  const principal = personas.lin;
  const checked: GraphQLFieldResolver<unknown, unknown> = (source, args, context, info) => {
    for (const requirement of policyIndex.requirementsOf(info.parentType.name, info.fieldName)) {
      const decision = decide(requirement, principal);
      if (!decision.allowed) throw new Error('refused');
    }
    return defaultFieldResolver(source, args, context, info);
  };
  const executing =
    (fieldResolver: GraphQLFieldResolver<unknown, unknown>) => (operation: DecidedOperation) => {
      const document = parse(operation.text, { noLocation: true });
      const { variables: variableValues } = operation;
      return async () => {
        const { errors } = await execute({ schema, document, rootValue, variableValues, fieldResolver });
        if (errors) throw errors[0];
      };
    };
  return [
    { name: without, decisions: 200, ready: executing(defaultFieldResolver) },
    { name: within, decisions: 200, ready: executing(checked) },
    {
      name: 'alternative: one call to a policy process that answers immediately',
      decisions: 300,
      ready({ text }) {
        const coordinates = new Set<string>();
        const operation = getOperationAST(parse(text, { noLocation: true }));
        const recording = {
          refusalOf(typeName: string, fieldName: string) {
            coordinates.add(`${typeName}.${fieldName}`);
            return null;
          },
        };
        if (operation) filterOperation(schema, operation, new Map(), recording, includeAll, served.fetchKey);
        const fields = [...coordinates];
        return () => ask(JSON.stringify({ input: { principal, fields } }));
      },
    },
  ];
}

const without = 'graphql-js executes the answer, without decisions';
const within = 'the same, with a decision per field and object';

async function measure(way: Way, operation: DecidedOperation, quick: boolean) {
  const decisions = quick ? Math.ceil(way.decisions / 5) : way.decisions;
  const decideOnce = way.ready(operation, decisions);
  const before = process.cpuUsage();
  const start = performance.now();
  for (let count = 0; count < decisions; count += 1) await decideOnce();
  const ms = (performance.now() - start) / decisions;
  const { user, system } = process.cpuUsage(before);
  return {
    rps: 1_000 / ms,
    p50_ms: ms,
    p99_ms: ms,
    cpu_ms: (user + system) / 1_000 / decisions,
    rss_mb: process.memoryUsage.rss() / 2 ** 20,
    // No process is started for a way to decide.
    cold_ms: 0,
  };
}

function nameOf({ name, fields }: DecidedOperation): string {
  return `${name} (${fields} fields)`;
}

function tableOf(rows: readonly Row[]): string {
  const queries = [...new Set(rows.map(({ query }) => query))];
  const of = (contender: string, query: string, figure: 'cpu_ms' | 'p50_ms') =>
    median(
      rows
        .filter((row) => row.contender === contender && row.query === query)
        .map((row) => row[figure] * 1_000),
    );
  const lines = [
    `| microseconds per operation: CPU time (elapsed) | ${queries.join(' | ')} |`,
    `|---|${queries.map(() => '--:').join('|')}|`,
  ];
  for (const contender of new Set(rows.map((row) => row.contender))) {
    const cells = queries.map(
      (query) =>
        `${of(contender, query, 'cpu_ms').toFixed(1)} (${of(contender, query, 'p50_ms').toFixed(1)})`,
    );
    lines.push(`| ${contender} | ${cells.join(' | ')} |`);
  }
  const extra = queries.map((query) =>
    (of(within, query, 'cpu_ms') - of(without, query, 'cpu_ms')).toFixed(1),
  );
  lines.push(`| … the decisions alone | ${extra.join(' | ')} |`);
  return lines.join('\n');
}

interface Sidecar {
  readonly ask: (body: string) => Promise<void>;
  stop(): void;
}

/** A policy process beside the gateway, like Open Policy Agent, without policies to evaluate. */
async function startSidecar(): Promise<Sidecar> {
  const answers = JSON.stringify({ '/v1/data/civic': '{"result":{"refused":[]}}' });
  const socket = join(tmpdir(), `civic-graph-decision-${process.pid}.sock`);
  const server = fork(new URL('../stubs/canned-server.ts', import.meta.url), [answers, socket]);
  const [{ port }] = (await once(server, 'message')) as [{ port: number }];
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  return {
    ask: (body) =>
      new Promise((resolve, reject) => {
        const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
        const options = { host: '127.0.0.1', port, path: '/v1/data/civic', method: 'POST', agent, headers };
        httpRequest(options, (response) => {
          let text = '';
          response.setEncoding('utf8').on('data', (chunk: string) => {
            text += chunk;
          });
          response.on('end', () => {
            JSON.parse(text);
            resolve();
          });
        })
          .on('error', reject)
          .end(body);
      }),
    stop() {
      agent.destroy();
      server.disconnect();
    },
  };
}
