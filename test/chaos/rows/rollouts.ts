import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { isInCanary } from '@civic-graph/releases';
import { eventually, personas } from '@civic-graph/testing';
import type { ChaosRow, RowOptions } from '../row.ts';
import { publicFields } from '../stand/city.ts';
import type { GraphqlClient } from '../stand/graphql-client.ts';
import { publish, type Release, releaseOf, rollBackByCommand, rollBackByGraph } from '../stand/publisher.ts';
import { openRegistryStand, type RegistryStand } from '../stand/registry-stand.ts';
import { type RolloutGateways, startRolloutGateways } from '../stand/rollout-gateways.ts';
import { openStand, type Stand } from '../stand/stand.ts';
import { type SteadyLoad, startSteadyLoad } from '../stand/steady-load.ts';

const rollbackWithinMs = 10_000;
const canaryPercent = 50;
const subgraph = 'libraries';

export const row: ChaosRow = {
  name: 'rollouts',
  runsAlone: true,
  holds:
    '100 rollouts under load over two gateways, 0 failed requests; a rollback is served everywhere in 10 s; registry or database killed: gateways serve, publishers get an error, nothing is half published',
  unit: 'rollouts',
  fullSize: 100,
  smallSize: 3,
  needs: 'a registry with a PostgreSQL of its own, two gateways over stub agencies; ten minutes',
  async run(options) {
    const { size, patience } = options;
    const stand = await openStand();
    const folder = join(stand.folder, subgraph);
    await mkdir(folder);
    const { schema, manifest } = release(stand, subgraph, 0);
    await writeFile(join(folder, 'schema.graphql'), schema);
    await writeFile(join(folder, 'manifest.json'), manifest);
    // Composing all agencies takes seconds of the processor, which tests beside it need.
    const agencies = patience === 1 ? 'subgraphs' : 'subgraphs/registry';
    const registry = await openRegistryStand(`${agencies},gateway,${folder}`);
    try {
      const gateways = await startRolloutGateways(stand, registry, { subgraph, patience });
      const world = { stand, registry, gateways, admin: () => stand.issuer.mint(personas.admin) };
      const load = await startLoad(world, options);
      const { servedMs, rollbackMs } = await rollOut(world, load, options);
      const refusals = await cutOff(world, options);
      const together = patience === 1 ? await publishTogether(world) : 'not tried at this size';
      await wait(1_000);
      const { sent, failed, firstFailure, p99Ms } = await load.stop();
      await gateways.close();
      const slowest = Math.max(...rollbackMs);
      return {
        figure:
          `${size} rollouts, ${failed} of ${sent} requests failed (0), p99 ${p99Ms.toFixed(0)} ms; a publish was served ` +
          `everywhere after at most ${Math.max(...servedMs).toFixed(0)} ms, a rollback after ` +
          `${median(rollbackMs).toFixed(0)} ms, at most ${slowest.toFixed(0)} ms (${rollbackWithinMs * patience}); publishers were ` +
          `told ${refusals.join(' and ')}; two at once: ${together}` +
          (firstFailure === null ? '' : `; first: ${firstFailure}`),
        passed:
          failed === 0 &&
          sent > 0 &&
          slowest <= rollbackWithinMs * patience &&
          refusals.every((code) => /^(SUBGRAPH_UNAVAILABLE|SERVICE_UNAVAILABLE)$/.test(code)) &&
          (patience > 1 || together === 'both published'),
      };
    } finally {
      await stand.close();
      await registry.close();
    }
  },
};

interface RolloutWorld {
  readonly stand: Stand;
  readonly registry: RegistryStand;
  readonly gateways: RolloutGateways;
  readonly admin: () => Promise<string>;
}

function release({ agenciesOrigin }: Stand, name: string, number: number): Release {
  return releaseOf(name, number, `${agenciesOrigin}/${name}/graphql`);
}

/** Public and personal data of all agencies; beside other tests public data of the one that publishes. */
async function startLoad({ stand, gateways }: RolloutWorld, { patience }: RowOptions): Promise<SteadyLoad> {
  const token = await stand.issuer.mint(personas.lin);
  const { transport, statistics } = publicFields;
  const more = patience === 1 ? `${transport} ${statistics} me { notices(first: 1) { nodes { code } } }` : '';
  const query = `{ ${subgraph}Count ${more} }`;
  const rate = patience === 1 ? 100 : 10;
  const isRight: Parameters<typeof startSteadyLoad>[1]['isRight'] = ({ status, json }) =>
    status === 200 && json?.data != null && !json.errors;
  for (const client of gateways.clients) {
    await eventually(async () => {
      const answer = await client.ask(query, { token });
      if (!isRight(answer)) throw new Error(`a gateway answers ${answer.status} ${answer.text}`);
    });
  }
  return startSteadyLoad(() => gateways.next().ask(query, { token }), { rate, isRight });
}

/** In turn a canary of half of the gateways, its extension, a rollback, and a rollback of that. */
async function rollOut(
  { stand, gateways, admin }: RolloutWorld,
  load: SteadyLoad,
  { size, log, patience }: RowOptions,
): Promise<{ readonly servedMs: readonly number[]; readonly rollbackMs: readonly number[] }> {
  const [servedMs, rollbackMs]: [number[], number[]] = [[], []];
  const client = gateways.next();
  let number = 0;
  /** What all serve, and before that: the registry's version, and the gateways' name for it. */
  const [first] = await latestRollouts(client);
  let [settled, before] = [first?.supergraph.version ?? '', ''];
  const names = new Map([[settled, (await gateways.serving())[0]]]);
  const isEverywhere = (name: string | undefined) => (serving: readonly string[]) =>
    serving.every((each) => each === name);
  const rollBack = async (version: string) =>
    patience === 1
      ? rollBackByCommand(gateways.url, await admin(), version)
      : rollBackByGraph(client, await admin(), version);
  for (let rollout = 1; rollout <= size; rollout += 1) {
    const step = (rollout - 1) % 4;
    const old = names.get(settled);
    const begun = performance.now();
    if (step === 0) {
      number += 1;
      const version = await published(client, await admin(), release(stand, subgraph, number), canaryPercent);
      const canary = gateways.ids.map((id) => isInCanary(version, id, canaryPercent));
      const since = performance.now();
      servedMs.push(
        await gateways.until((serving) => serving.every((each, at) => (each !== old) === canary[at]), since),
      );
    } else if (step === 1) {
      before = settled;
      settled = await published(client, await admin(), release(stand, subgraph, number));
      servedMs.push(
        await gateways.until(
          ([first, ...others]) => first !== old && others.every((each) => each === first),
          begun,
        ),
      );
      names.set(settled, (await gateways.serving())[0]);
    } else {
      [before, settled] = [settled, before];
      await rollBack(settled);
      rollbackMs.push(await gateways.until(isEverywhere(names.get(settled)), begun));
    }
    if (rollout % 10 === 0) log(`${rollout}: ${load.failed} of ${load.sent} requests failed so far`);
  }
  return { servedMs, rollbackMs };
}

/**
 * Publishes while the registry is gone, then while its database is; afterwards the same release is published
 * as if nothing had happened. @returns the codes that the publisher got
 */
async function cutOff(
  { stand, registry, gateways, admin }: RolloutWorld,
  { size, patience }: RowOptions,
): Promise<string[]> {
  const client = gateways.next();
  const next = release(stand, subgraph, size + 1);
  const codes: string[] = [];
  const [old] = await gateways.serving();
  const [last] = await latestRollouts(client);
  for (const [stop, start] of [
    [registry.kill, registry.start],
    [registry.database.stop, registry.database.start],
  ] as const) {
    await stop();
    const outcome = await publish(client, await admin(), next);
    codes.push(outcome.kind === 'failed' ? outcome.code : 'published');
    await start();
  }
  // The registry connects again by itself.
  const [now] = await eventually(() => latestRollouts(client), { withinMs: 120_000 });
  if (now?.sequence !== last?.sequence) throw new Error('a publish that failed has started a rollout');
  if (patience > 1) return codes;
  await published(client, await admin(), next);
  await gateways.until(([first, ...others]) => first !== old && others.every((each) => each === first));
  const [, previous] = await latestRollouts(client);
  if (previous?.sequence !== last?.sequence) throw new Error('one publish has started several rollouts');
  return codes;
}

/** Two agencies publish at once, each at another gateway. */
async function publishTogether({ stand, gateways, admin }: RolloutWorld): Promise<string> {
  const token = await admin();
  const outcomes = await Promise.all(
    ['parks', 'archives'].map((name) => publish(gateways.next(), token, release(stand, name, 1))),
  );
  const failed = outcomes.flatMap((outcome) => (outcome.kind === 'failed' ? outcome.code : []));
  if (failed.length > 0) return failed.join(' and ');
  for (const client of gateways.clients) {
    await eventually(
      async () => {
        const { text, json } = await client.ask('{ parksCount archivesCount }');
        if (json?.errors) throw new Error(`one of two publishes is lost: ${text}`);
      },
      { withinMs: 60_000 },
    );
  }
  return 'both published';
}

/** Repeats a publish whose answer is late. @returns the version of the supergraph */
function published(
  client: GraphqlClient,
  token: string,
  release: Release,
  percent?: number,
): Promise<string> {
  return eventually(
    async () => {
      const outcome = await publish(client, token, release, percent);
      if (outcome.kind === 'failed') throw new Error(`not published: ${outcome.code}`);
      return outcome.version;
    },
    { withinMs: 60_000, everyMs: 500 },
  );
}

interface Latest {
  readonly sequence: string;
  readonly supergraph: { readonly version: string };
}

async function latestRollouts(client: GraphqlClient): Promise<readonly Latest[]> {
  const { text, json } = await client.ask(
    '{ rollouts(first: 2) { nodes { sequence supergraph { version } } } }',
  );
  if (json?.errors) throw new Error(`no rollouts: ${text}`);
  return json.data.rollouts.nodes;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
