import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { eventually, personas } from '@civic-graph/testing';
import type { ChaosRow, RowOptions } from '../row.ts';
import { type LendingAgency, startLendingAgency } from '../stand/lending-agency.ts';
import { latestRollouts, publish, published, releaseOf } from '../stand/publisher.ts';
import { openRegistryStand, type RegistryStand } from '../stand/registry-stand.ts';
import { type Publishing, rollOut } from '../stand/roll-out.ts';
import { startRolloutGateways } from '../stand/rollout-gateways.ts';
import { startRolloutLoad } from '../stand/rollout-load.ts';
import { openStand, type Stand } from '../stand/stand.ts';

const rollbackWithinMs = 10_000;
const pauseWithinMs = 2_000;
const subgraph = 'libraries';

export const row: ChaosRow = {
  name: 'rollouts',
  runsAlone: true,
  holds:
    '100 rollouts under load over two gateways, 0 failed requests, 0 wrong answers; a rollback is served everywhere in 10 s; registry or database killed: gateways serve, publishers get an error, nothing is half published',
  unit: 'rollouts',
  fullSize: 100,
  smallSize: 3,
  needs: 'a registry with a PostgreSQL of its own, two gateways over stub agencies; ten minutes',
  async run(options) {
    const { size, patience } = options;
    const isWhole = patience === 1;
    const stand = await openStand();
    const agency = await startLendingAgency(subgraph);
    // Composing all agencies takes seconds of the processor, which tests beside it need.
    const agencies = isWhole ? 'subgraphs' : 'subgraphs/identity,subgraphs/registry';
    const registry = await openRegistryStand(`${agencies},gateway,${await firstRelease(stand, agency)}`);
    try {
      const gateways = await startRolloutGateways(stand, registry, { subgraph, patience });
      const world = { stand, agency, registry, gateways, admin: () => stand.issuer.mint(personas.admin) };
      const load = await startRolloutLoad(stand, gateways, agency, { isWhole });
      try {
        const { servedMs, rollbackMs, misplaced } = await rollOut(world, load, options);
        const refusals = await cutOff(world, options);
        const together = isWhole ? await publishTogether(world) : 'not tried at this size';
        const apart = isWhole ? await withoutLast(world, options) : [];
        await wait(1_000);
        const { queries, mutations, wrong, notOnce, subscribers } = await load.stop();
        const slowest = Math.max(...rollbackMs);
        const failed = queries.failed + mutations.failed;
        const pause = Math.max(...subscribers.map(({ longestPauseMs }) => longestPauseMs));
        const sum = (of: 'events' | 'interruptions') => subscribers.reduce((all, each) => all + each[of], 0);
        const first =
          queries.failures ??
          mutations.failures ??
          apart[0] ??
          subscribers.find(({ failure }) => failure !== null)?.failure ??
          null;
        return {
          figure:
            `${size} rollouts, ${failed} of ${queries.sent} queries and ${mutations.sent} mutations failed (0), ${wrong} wrong ` +
            `answers (0), ${notOnce} mutations not executed once (0), ${misplaced} times a gateway answered by another version ` +
            `(0), ${apart.length} gateways without the last one (0), p99 ${queries.p99Ms.toFixed(0)} ms; subscribers got ${sum('events')} ` +
            `events, subscribed again ${sum('interruptions')} times, longest pause ${pause.toFixed(0)} ms (${pauseWithinMs * patience}); ` +
            `a publish was served everywhere after at most ${Math.max(...servedMs).toFixed(0)} ms, a rollback after ` +
            `${median(rollbackMs).toFixed(0)} ms, at most ${slowest.toFixed(0)} ms (${rollbackWithinMs * patience}); publishers were ` +
            `told ${refusals.join(' and ')}; two at once: ${together}` +
            (first === null ? '' : `; first failure: ${first}`),
          passed:
            [failed, wrong, notOnce, misplaced, apart.length].every((count) => count === 0) &&
            first === null &&
            queries.sent > 0 &&
            mutations.sent > 0 &&
            sum('interruptions') > 0 &&
            pause <= pauseWithinMs * patience &&
            slowest <= rollbackWithinMs * patience &&
            refusals.every((code) => /^(SUBGRAPH_UNAVAILABLE|SERVICE_UNAVAILABLE)$/.test(code)) &&
            (!isWhole || together === 'both published'),
        };
      } finally {
        await load.stop();
        await gateways.close();
      }
    } finally {
      await stand.close();
      await registry.close();
      await agency.close();
    }
  },
};

interface RolloutWorld extends Publishing {
  readonly stand: Stand;
  readonly registry: RegistryStand;
}

/** @returns the folder that the registry publishes at its start */
async function firstRelease(stand: Stand, agency: LendingAgency): Promise<string> {
  const folder = join(stand.folder, agency.subgraph);
  await mkdir(folder);
  const { schema, manifest } = agency.release(0);
  await writeFile(join(folder, 'schema.graphql'), schema);
  await writeFile(join(folder, 'manifest.json'), manifest);
  return folder;
}

/**
 * Publishes while the registry is gone, then while its database is; afterwards the same release is published
 * as if nothing had happened. @returns the codes that the publisher got
 */
async function cutOff(
  { agency, registry, gateways, admin }: RolloutWorld,
  { size, patience }: RowOptions,
): Promise<string[]> {
  const client = gateways.next();
  const next = agency.release(size + 1);
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
  const outcomes = await Promise.allSettled(
    ['parks', 'archives'].map((name) => {
      const endpoint = `${stand.agenciesOrigin}/${name}/graphql`;
      return published(gateways.next(), token, releaseOf(name, 1, endpoint));
    }),
  );
  const failed = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
  return failed.length > 0 ? failed.join(' and ') : 'both published';
}

/** @returns answers of gateways that do not get to the last version, with a field of each last release */
async function withoutLast({ agency, gateways }: RolloutWorld, { size }: RowOptions): Promise<string[]> {
  const field = `${agency.subgraph}${size + 1}`;
  const document = `{ ${field} parksCount archivesCount }`;
  const last = gateways.clients.map((client) =>
    eventually(
      async () => {
        const { text, json } = await client.ask(document);
        if (json?.data?.[field] !== size + 1 || json.errors) throw new Error(text);
      },
      { withinMs: 60_000 },
    ),
  );
  const ends = await Promise.allSettled(last);
  return ends.flatMap((end) => (end.status === 'rejected' ? String(end.reason) : []));
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
