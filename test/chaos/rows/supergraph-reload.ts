import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { composeSupergraph } from '@civic-graph/supergraph';
import { testSecrets, withPublicClass } from '@civic-graph/testing';
import type { ChaosRow } from '../row.ts';
import { citySubgraphs, publicFields } from '../stand/city.ts';
import { type GatewayProcess, patientDeadline } from '../stand/gateway-process.ts';
import { createGraphqlClient } from '../stand/graphql-client.ts';
import { heldMemoryMb, inspectable } from '../stand/held-memory.ts';
import { openStand } from '../stand/stand.ts';
import { startSteadyLoad } from '../stand/steady-load.ts';

/** Every tenth change must be refused. */
const invalidEvery = 10;
/** Memory is compared once code is compiled and caches are full. */
const settledAfter = 15;
const mayGrow = 0.05;
const noticeWithinMs = 30_000;

const libraries = {
  name: 'libraries',
  url: 'http://libraries.invalid/graphql',
  sdl: withPublicClass(`
    extend schema
      @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@composeDirective"])
      @link(url: "https://civic-graph.example/data-class/v1.0", import: ["@dataClass"])
      @composeDirective(name: "@dataClass")
    directive @dataClass(class: DataClass!) on OBJECT | INTERFACE | FIELD_DEFINITION
    enum DataClass { C0 C1 C2 C3 C4 }
    "Reads and lends."
    type Query { "How many there are." libraryCount: Int }
  `),
};
const broken = ['type Query {', '', 'type Query { a: Int }'];

export const row: ChaosRow = {
  name: 'supergraph-reload',
  runsAlone: true,
  holds:
    'supergraph reload under load, 100 times, 10 of them invalid: 0 failed, invalid ones refused, memory at most +5 %',
  unit: 'reloads',
  fullSize: 100,
  smallSize: 5,
  needs: 'a gateway over stub agencies, which a fifth agency joins, moves and leaves; five minutes',
  async run({ size, log, patience }) {
    const stand = await openStand();
    const directory = join(stand.folder, 'subgraphs.json');
    const locate = (moves: number) =>
      replace(
        directory,
        JSON.stringify({
          libraries: {
            url: `${stand.agenciesOrigin}/libraries-${moves}/graphql`,
            secret: testSecrets.subgraph,
          },
        }),
      );
    await locate(0);
    const four = await readFile(stand.supergraphFile, 'utf8');
    const five = composeSupergraph([
      ...citySubgraphs.map(({ name, sdl }) => ({ name, sdl, url: `http://${name}.invalid/graphql` })),
      libraries,
    ]);
    const gateway = await stand.startGateway({
      env: { SUBGRAPHS_FILE: directory, ...inspectable, ...patientDeadline(patience) },
    });
    const client = createGraphqlClient(gateway.graphqlUrl, { patience, connections: 16 });
    const query = `{ ${publicFields.transport} ${publicFields.statistics} ${publicFields.identity} }`;
    try {
      const load = startSteadyLoad(() => client.ask(query), {
        rate: patience === 1 ? 100 : 20,
        isRight: ({ status, json }) => status === 200 && json?.data?.station != null && !json.errors,
      });
      let settled: number | null = null;
      let refusals = 0;
      let wrong = 0;
      for (let reload = 1; reload <= size; reload += 1) {
        const before = await readiness(gateway);
        // The last one too, so that a small run has each kind.
        const isInvalid = reload % Math.min(invalidEvery, size) === 0;
        const withLibraries = reload % 2 === 1;
        if (isInvalid) {
          await replace(stand.supergraphFile, broken[reload % broken.length] ?? '');
          const refused = await noticed(gateway, ({ refusedAt }) => refusedAt !== before.refusedAt, patience);
          if (refused && refused.supergraph === before.supergraph) refusals += 1;
          else wrong += 1;
        } else {
          if (withLibraries) await locate(reload);
          // The address is not used; it only makes each supergraph different.
          const address = `$1"http://transport-${reload}.invalid/graphql"`;
          const sdl = (withLibraries ? five : four).replace(/(name: "transport", url: )"[^"]*"/, address);
          await replace(stand.supergraphFile, sdl);
          const served = await noticed(
            gateway,
            ({ supergraph }) => supergraph !== before.supergraph,
            patience,
          );
          const answer = await client.ask('{ libraryCount }');
          const isThere = answer.status === 200 && !answer.json?.errors;
          if (served === null || isThere !== withLibraries) wrong += 1;
        }
        if (reload === settledAfter) settled = await heldMemoryMb(gateway);
        if (reload % 10 === 0)
          log(`${reload}: ${gateway.rssMb().toFixed(0)} MB, ${load.failed} of ${load.sent} failed so far`);
      }
      await wait(1_000);
      const { sent, failed, failures, p99Ms, maxMs } = await load.stop();
      const from = settled ?? gateway.rssMb();
      const to = settled === null ? from : await heldMemoryMb(gateway);
      const growth = to / from - 1;
      return {
        figure:
          `${size} reloads, ${refusals} of them refused: ${failed} of ${sent} requests failed (0), p99 ${p99Ms.toFixed(0)} ms, ` +
          `longest ${maxMs.toFixed(0)} ms, ${wrong} changes without the right effect (0), memory ${from.toFixed(0)} -> ` +
          `${to.toFixed(0)} MB: ${(growth * 100).toFixed(1)} % (at most ${mayGrow * 100} %)` +
          (failures === null ? '' : `; ${failures}`),
        passed:
          failed === 0 &&
          wrong === 0 &&
          refusals === Math.floor(size / Math.min(invalidEvery, size)) &&
          growth <= mayGrow,
      };
    } finally {
      await client.close();
      await stand.close();
    }
  },
};

interface Readiness {
  readonly supergraph: string;
  readonly refusedAt: string | null;
}

async function readiness({ url }: GatewayProcess): Promise<Readiness> {
  const { supergraph, refusedSupergraph } = (await (await fetch(`${url}/readyz`)).json()) as {
    readonly supergraph: string;
    readonly refusedSupergraph?: { readonly at: string };
  };
  return { supergraph, refusedAt: refusedSupergraph?.at ?? null };
}

/** @returns `null` if it was not noticed in time */
async function noticed(
  gateway: GatewayProcess,
  isSo: (now: Readiness) => boolean,
  patience: number,
): Promise<Readiness | null> {
  const end = performance.now() + noticeWithinMs * patience;
  while (performance.now() < end) {
    const now = await readiness(gateway);
    if (isSo(now)) return now;
    await wait(20);
  }
  return null;
}

/** As deployments do: a new file replaces the old one. */
async function replace(path: string, text: string): Promise<void> {
  await writeFile(`${path}.new`, text);
  await rename(`${path}.new`, path);
}
