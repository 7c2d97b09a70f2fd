import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { eventually, personas } from '@civic-graph/testing';
import { publicFields } from './city.ts';
import type { GraphqlAnswer } from './graphql-client.ts';
import type { LendingAgency } from './lending-agency.ts';
import type { RolloutGateways } from './rollout-gateways.ts';
import type { Stand } from './stand.ts';
import { type LoadReport, startSteadyLoad } from './steady-load.ts';
import { type SteadySubscriber, type SubscriberReport, startSteadySubscriber } from './steady-subscriber.ts';

/** Queries, mutations and a subscription at each gateway. */
export interface RolloutLoad {
  readonly sent: number;
  readonly failed: number;
  stop(): Promise<RolloutLoadReport>;
}

export interface RolloutLoadReport {
  readonly queries: LoadReport;
  readonly mutations: LoadReport;
  /** Answers without an error and with other data than the agencies gave. */
  readonly wrong: number;
  /** Mutations that an agency did not execute exactly once. */
  readonly notOnce: number;
  readonly subscribers: readonly SubscriberReport[];
}

/** Tokens are valid for five minutes. */
const renewEveryMs = 60_000;

/** @param isWhole whether all agencies are there, for public and personal data beside the fifth's */
export async function startRolloutLoad(
  stand: Stand,
  gateways: RolloutGateways,
  agency: LendingAgency,
  { isWhole }: { readonly isWhole: boolean },
): Promise<RolloutLoad> {
  const { subgraph } = agency;
  let token = await stand.issuer.mint(personas.lin);
  const renewal = setInterval(async () => {
    token = await stand.issuer.mint(personas.lin);
  }, renewEveryMs);
  const { transport, statistics } = publicFields;
  const query = `query ($text: String!) { ${subgraph}Echo(text: $text) ${subgraph}Count
    ${isWhole ? `${transport} ${statistics} me { notices(first: 1) { nodes { code } } }` : ''} }`;
  const payment = `initiatePayment(input: { idempotencyKey: "rollouts", noticeCode: "33010000100000000000", provider: TEST }) { __typename }`;
  const mutation = `mutation ($text: ID!) { ${subgraph}Lend(key: $text) ${isWhole ? payment : ''} }`;
  const ask = (text: string, document: string, client = gateways.next()) =>
    client.ask(document, { token, variables: { text } });

  const echo = `${subgraph}Echo`;
  let expected: Readonly<Record<string, unknown>> = {};
  for (const client of gateways.clients) {
    expected = await eventually(async () => {
      const answer = await ask('first', query, client);
      if (!isComplete(answer)) throw new Error(`a gateway answers ${answer.status} ${answer.text}`);
      return answer.json.data;
    });
  }

  let wrong = 0;
  const keys: string[] = [];
  const queries = startSteadyLoad(
    async () => {
      const text = randomUUID();
      const answer = await ask(text, query);
      if (isComplete(answer) && !isDeepStrictEqual(answer.json.data, { ...expected, [echo]: text }))
        wrong += 1;
      return answer;
    },
    { rate: isWhole ? 100 : 10, isRight: isComplete },
  );
  const mutations = startSteadyLoad(
    async () => {
      const key = randomUUID();
      keys.push(key);
      const answer = await ask(key, mutation);
      if (isComplete(answer) && answer.json.data[`${subgraph}Lend`] !== key) wrong += 1;
      return answer;
    },
    { rate: isWhole ? 10 : 2, isRight: isComplete },
  );
  const subscribers: readonly SteadySubscriber[] = gateways.urls.map((url) =>
    startSteadySubscriber(`${url}/graphql`, `${subgraph}Tick`),
  );
  return {
    get sent() {
      return queries.sent + mutations.sent;
    },
    get failed() {
      return queries.failed + mutations.failed;
    },
    async stop() {
      clearInterval(renewal);
      const [ofQueries, ofMutations] = await Promise.all([queries.stop(), mutations.stop()]);
      return {
        queries: ofQueries,
        mutations: ofMutations,
        wrong,
        notOnce: keys.filter((key) => agency.lent.get(key) !== 1).length,
        subscribers: await Promise.all(subscribers.map((subscriber) => subscriber.stop())),
      };
    },
  };
}

function isComplete({ status, json }: GraphqlAnswer): boolean {
  return status === 200 && json?.data != null && !json.errors;
}
