import { setTimeout as wait } from 'node:timers/promises';
import { eventually, personas } from '@civic-graph/testing';
import { createTestRedis } from '../../../gateway/test/fixtures/redis.ts';
import type { ChaosRow } from '../row.ts';
import { publicFields } from '../stand/city.ts';
import { patientDeadline } from '../stand/gateway-process.ts';
import { createGraphqlClient, type GraphqlClient } from '../stand/graphql-client.ts';
import { openStand } from '../stand/stand.ts';
import { type SteadyLoad, startSteadyLoad } from '../stand/steady-load.ts';

const phaseMs = 2_000;
/** Maximum duration of a request without Redis, including the time to notice that it is down. */
const slowestMs = 1_000;
/** The usual deadline; with patience it is longer, because the test asks whether an answer comes at all. */
const deadlineMs = 2_000;
/** Points per minute of anonymous callers; the smallest operation costs one. */
const quota = 20;
const minuteMs = 60_000;
/** Multiple of the quota that the caller requests in each phase. */
const greed = 5;

const reads = `{ ${publicFields.transport} ${publicFields.statistics} region(code: "330100") { name } }`;
const personalReads = '{ me { notices(first: 1) { nodes { code } } } }';
const payment =
  'mutation ($input: InitiatePaymentInput!) { initiatePayment(input: $input) { ... on PaymentInitiated { paymentId } } }';

export const row: ChaosRow = {
  name: 'redis-lost',
  holds: 'Redis killed and back: reads served, limits still bounded, payments unaffected',
  unit: 'times',
  fullSize: 10,
  smallSize: 1,
  needs: 'redis-server, two gateways over stub agencies; a minute',
  async run({ size, log, patience }) {
    const redis = await createTestRedis();
    await redis.start();
    const stand = await openStand();
    try {
      const env = {
        ...patientDeadline(patience),
        REDIS_URL: redis.url,
        QUOTA_ADDRESS: String(quota),
        REQUEST_DEADLINE_MS: String(deadlineMs * patience),
      };
      const gateways = [await stand.startGateway({ env }), await stand.startGateway({ env })] as const;
      const clients = [
        createGraphqlClient(gateways[0].graphqlUrl, { patience }),
        createGraphqlClient(gateways[1].graphqlUrl, { patience }),
      ] as const;
      const token = await stand.issuer.mint(personas.lin);
      // Cached, uncached, and personal (recorded) data.
      const askReads = (client: GraphqlClient) => client.ask(reads, { token });
      const askPersonal = (client: GraphqlClient) => client.ask(personalReads, { token });
      const askPayment = (client: GraphqlClient) =>
        client.ask(payment, {
          token,
          variables: {
            input: {
              noticeCode: '33010000100000000000',
              provider: 'TEST',
              idempotencyKey: crypto.randomUUID(),
            },
          },
        });
      // On a busy machine, fetching keys and planning take seconds, which is not Redis's fault.
      for (const each of clients) {
        for (const ask of [askReads, askPersonal, askPayment]) {
          await eventually(async () => {
            const { status, json } = await ask(each);
            if (status !== 200 || json?.errors) throw new Error(`a gateway answers with status ${status}`);
          });
        }
      }
      let turn = 0;
      const client = () => {
        turn += 1;
        const [first, second] = clients;
        return turn % 2 === 0 ? first : second;
      };
      const rate = patience === 1 ? 50 : 10;
      const loads = {
        reads: startSteadyLoad(() => askReads(client()), {
          rate,
          isRight: ({ status, json }) => status === 200 && json?.data?.region != null && !json.errors,
        }),
        personal: startSteadyLoad(() => askPersonal(client()), {
          rate,
          isRight: ({ status, json }) => status === 200 && json?.data?.me?.notices != null && !json.errors,
        }),
        payments: startSteadyLoad(() => askPayment(client()), {
          rate,
          isRight: ({ status, json }) =>
            status === 200 && json?.data?.initiatePayment?.paymentId != null && !json.errors,
        }),
      };
      const greedy = { since: 0, served: 0, refused: 0, load: null as SteadyLoad | null };
      const askGreedily = () =>
        startSteadyLoad(() => client().ask('{ __typename }'), {
          rate: (greed * quota * 1_000) / phaseMs,
          isRight({ status }) {
            if (status === 200) greedy.served += 1;
            if (status === 429) greedy.refused += 1;
            return status === 200 || status === 429;
          },
        });
      for (let time = 1; time <= size; time += 1) {
        await wait(phaseMs);
        await redis.kill();
        if (greedy.load === null) {
          greedy.since = performance.now();
          greedy.load = askGreedily();
        }
        await wait(phaseMs);
        await redis.start();
        log(
          `${time}: failed so far: ${loads.reads.failed} reads, ${loads.personal.failed} personal, ${loads.payments.failed} payments`,
        );
      }
      await wait(phaseMs);
      const [ofReads, ofPersonal, ofPayments] = await Promise.all([
        loads.reads.stop(),
        loads.personal.stop(),
        loads.payments.stop(),
      ]);
      const reports = { reads: ofReads, personal: ofPersonal, payments: ofPayments };
      const astray = (await greedy.load?.stop())?.failed ?? 0;
      // The quota at each gateway while it counts locally, and once more in Redis.
      const minutes = Math.ceil((performance.now() - greedy.since) / minuteMs);
      const most = quota * (gateways.length + 1) * minutes;
      await Promise.all(clients.map((each) => each.close()));
      const all = Object.entries(reports);
      const slow = Math.max(...all.map(([, { p99Ms }]) => p99Ms));
      const told = all.map(
        ([name, { sent, failed, failures }]) =>
          `${failed} of ${sent} ${name}${failures ? ` (${failures})` : ''}`,
      );
      return {
        figure:
          `Redis killed and back ${size} times: failed ${told.join(', ')} (0), p99 ${slow.toFixed(0)} ms (at most ` +
          `${slowestMs * patience}); a caller with ${quota} points a minute was served ${greedy.served} times (at most ` +
          `${most}), refused ${greedy.refused} times and got a wrong answer ${astray} times (0)`,
        passed:
          all.every(([, { failed, sent }]) => failed === 0 && sent > 0) &&
          slow <= slowestMs * patience &&
          greedy.served > 0 &&
          greedy.served <= most &&
          greedy.refused > 0 &&
          astray === 0,
      };
    } finally {
      await stand.close();
      await redis.kill();
    }
  },
};
