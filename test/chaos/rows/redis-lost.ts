import { setTimeout as wait } from 'node:timers/promises';
import { personas } from '@civic-graph/testing';
import { createTestRedis } from '../../../gateway/src/redis/redis.fixture.ts';
import type { ChaosRow } from '../row.ts';
import { publicFields } from '../stand/city.ts';
import { createGraphqlClient } from '../stand/graphql-client.ts';
import { openStand } from '../stand/stand.ts';
import { startSteadyLoad } from '../stand/steady-load.ts';

const phaseMs = 2_000;
/** No more than the request would have taken without Redis, and what is allowed to find that it is away. */
const slowestMs = 1_000;

export const row: ChaosRow = {
  name: 'redis-lost',
  holds: 'Redis killed and back: reads served, payments unaffected',
  unit: 'times',
  fullSize: 10,
  smallSize: 1,
  needs: 'redis-server, two gateways over stub agencies; a minute',
  async run({ size, log, patience }) {
    const redis = await createTestRedis();
    await redis.start();
    const stand = await openStand();
    try {
      const env = { REDIS_URL: redis.url };
      const gateways = [await stand.startGateway({ env }), await stand.startGateway({ env })] as const;
      const clients = [
        createGraphqlClient(gateways[0].graphqlUrl),
        createGraphqlClient(gateways[1].graphqlUrl),
      ] as const;
      const token = await stand.issuer.mint(personas.lin);
      let turn = 0;
      const client = () => {
        turn += 1;
        const [first, second] = clients;
        return turn % 2 === 0 ? first : second;
      };
      const rate = patience === 1 ? 50 : 10;
      // What is kept, what is fetched each time, and what is personal and so recorded.
      const reads = startSteadyLoad(
        () =>
          client().ask(
            `{ ${publicFields.transport} ${publicFields.statistics} region(code: "330100") { name } }`,
          ),
        { rate, isRight: ({ status, json }) => status === 200 && json?.data?.region != null && !json.errors },
      );
      const personal = startSteadyLoad(
        () => client().ask('{ me { notices(first: 1) { nodes { code } } } }', { token }),
        {
          rate,
          isRight: ({ status, json }) => status === 200 && json?.data?.me?.notices != null && !json.errors,
        },
      );
      const payments = startSteadyLoad(
        () =>
          client().ask(
            `mutation ($input: InitiatePaymentInput!) { initiatePayment(input: $input) { ... on PaymentInitiated { paymentId } } }`,
            {
              token,
              variables: {
                input: {
                  noticeCode: '33010000100000000000',
                  provider: 'TEST',
                  idempotencyKey: crypto.randomUUID(),
                },
              },
            },
          ),
        {
          rate,
          isRight: ({ status, json }) =>
            status === 200 && json?.data?.initiatePayment?.paymentId != null && !json.errors,
        },
      );
      for (let time = 1; time <= size; time += 1) {
        await wait(phaseMs);
        await redis.kill();
        await wait(phaseMs);
        await redis.start();
        log(
          `${time}: failed so far: ${reads.failed} reads, ${personal.failed} personal, ${payments.failed} payments`,
        );
      }
      await wait(phaseMs);
      const reports = {
        reads: await reads.stop(),
        personal: await personal.stop(),
        payments: await payments.stop(),
      };
      await Promise.all(clients.map((each) => each.close()));
      const all = Object.entries(reports);
      const slow = Math.max(...all.map(([, { p99Ms }]) => p99Ms));
      const told = all.map(
        ([name, { sent, failed, firstFailure }]) =>
          `${failed} of ${sent} ${name}${firstFailure ? ` (first: ${firstFailure})` : ''}`,
      );
      return {
        figure: `Redis killed and back ${size} times: failed ${told.join(', ')} (0), p99 ${slow.toFixed(0)} ms (at most ${slowestMs * patience})`,
        passed: all.every(([, { failed, sent }]) => failed === 0 && sent > 0) && slow <= slowestMs * patience,
      };
    } finally {
      await stand.close();
      await redis.kill();
    }
  },
};
