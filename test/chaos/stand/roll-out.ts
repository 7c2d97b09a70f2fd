import { isInCanary } from '@civic-graph/releases';
import type { RowOptions } from '../row.ts';
import type { GraphqlClient } from './graphql-client.ts';
import type { LendingAgency } from './lending-agency.ts';
import { latestRollouts, published, rollBackByCommand, rollBackByGraph } from './publisher.ts';
import type { RolloutGateways } from './rollout-gateways.ts';
import type { SteadyLoad } from './steady-load.ts';

const canaryPercent = 50;

export interface Publishing {
  readonly agency: LendingAgency;
  readonly gateways: RolloutGateways;
  /** A token. */
  readonly admin: () => Promise<string>;
}

export interface RolledOut {
  /** Until both gateways served what they had to, for each publish. */
  readonly servedMs: readonly number[];
  /** The same for each rollback, from the command on. */
  readonly rollbackMs: readonly number[];
  /** How often a gateway then answered from another version. */
  readonly misplaced: number;
}

/** In turn a canary of half of the gateways, its extension, a rollback, and a rollback of that. */
export async function rollOut(
  { agency, gateways, admin }: Publishing,
  load: Pick<SteadyLoad, 'sent' | 'failed'>,
  { size, log, patience }: RowOptions,
): Promise<RolledOut> {
  const [servedMs, rollbackMs]: [number[], number[]] = [[], []];
  const client = gateways.next();
  let [number, misplaced] = [0, 0];
  /** What all serve, and before that: the registry's version, and the gateways' name for it. */
  const [first] = await latestRollouts(client);
  let [settled, before] = [first?.supergraph.version ?? '', ''];
  const names = new Map([[settled, (await gateways.serving())[0]]]);
  const isEverywhere = (name: string | undefined) => (serving: readonly string[]) =>
    serving.every((each) => each === name);
  const rollBack = async (version: string) =>
    patience === 1
      ? rollBackByCommand(gateways.urls[0], await admin(), version)
      : rollBackByGraph(client, await admin(), version);
  for (let rollout = 1; rollout <= size; rollout += 1) {
    const step = (rollout - 1) % 4;
    const old = names.get(settled);
    const begun = performance.now();
    let has: readonly boolean[] = gateways.ids.map(() => step !== 2);
    if (step === 0) {
      number += 1;
      const version = await published(client, await admin(), agency.release(number), canaryPercent);
      const canary = gateways.ids.map((id) => isInCanary(version, id, canaryPercent));
      has = canary;
      const since = performance.now();
      servedMs.push(
        await gateways.until((serving) => serving.every((each, at) => (each !== old) === canary[at]), since),
      );
    } else if (step === 1) {
      before = settled;
      settled = await published(client, await admin(), agency.release(number));
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
    const answers = await Promise.all(
      gateways.clients.map((each) => answersField(each, `${agency.subgraph}${number}`, number)),
    );
    misplaced += answers.filter((answer, at) => answer !== has[at]).length;
    if (rollout % 10 === 0) log(`${rollout}: ${load.failed} of ${load.sent} requests failed so far`);
  }
  return { servedMs, rollbackMs, misplaced };
}

/** @returns whether a gateway serves the field. @throws Error with any answer but its value or its absence */
async function answersField(client: GraphqlClient, field: string, value: number): Promise<boolean> {
  const { json, text } = await client.ask(`{ ${field} }`);
  if (json?.data?.[field] === value) return true;
  if (json?.errors?.[0]?.extensions.code === 'GRAPHQL_VALIDATION_FAILED') return false;
  throw new Error(`a gateway answers ${field} with ${text}`);
}
