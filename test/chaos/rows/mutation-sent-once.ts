import { randomUUID } from 'node:crypto';
import { type Fault, faults, personas, startFaultProxy } from '@civic-graph/testing';
import type { ChaosRow } from '../row.ts';
import { createGraphqlClient } from '../stand/graphql-client.ts';
import { openStand } from '../stand/stand.ts';

export const row: ChaosRow = {
  name: 'mutation-sent-once',
  holds: 'connection reset after a mutation was sent: never retried',
  unit: 'mutations for each fault',
  fullSize: 100,
  smallSize: 2,
  needs: 'a gateway over stub agencies, a proxy in front of one; one minute',
  async run({ size, log, patience }) {
    const stand = await openStand();
    const proxy = await startFaultProxy(stand.agenciesOrigin);
    const gateway = await stand.startGateway({
      via: { payments: proxy.origin },
      // Each mutation must be sent, so the breaker is off.
      env: {
        CACHE: 'off',
        SUBGRAPH_SETTINGS_PAYMENTS: `breakerFailures=1000000, retryPercent=100, deadlineMs=${patience > 1 ? 1_000 : 200}`,
      },
    });
    const client = createGraphqlClient(gateway.graphqlUrl, { patience });
    const token = await stand.issuer.mint(personas.lin);
    let [sent, twice, queriesAgain, unsent] = [0, 0, 0, 0];
    const others: string[] = [];
    try {
      for (const [name, fault] of cases) {
        // On new and on reused connections.
        for (let count = 0; count < size; count += 1) {
          await proxy.behave(null);
          await client.ask(query, { variables: { code: String(count).padStart(20, '3') } });
          await proxy.behave(fault);
          proxy.forgetRequests();
          const key = randomUUID();
          const { json, text } = await client.ask(mutation, { token, variables: { key } });
          sent += 1;
          const code = json?.errors?.[0]?.extensions?.code;
          if (!/^SUBGRAPH_/.test(code)) others.push(`${name}: ${text.slice(0, 300)}`);
          const arrived = proxy.requests.filter(({ body }) => body.includes(key)).length;
          if (arrived > 1) twice += 1;
          if (arrived === 0) unsent += 1;
        }
        // The same faults make the gateway retry a query, so it is not the retry policy that prevents it
        // here.
        proxy.forgetRequests();
        await client.ask(query, { variables: { code: '9'.repeat(20) } });
        if (proxy.requests.length === 2) queriesAgain += 1;
        log(`${name}: ${twice} twice, ${unsent} not sent, queries sent again: ${proxy.requests.length - 1}`);
      }
    } finally {
      await client.close();
      await stand.close();
      await proxy.close();
    }
    for (const other of others.slice(0, 5)) log(other);
    return {
      figure:
        `${sent} mutations under ${cases.length} faults: ${twice} sent twice (0), ${unsent} not sent (0), ${others.length} with ` +
        `another code; a query was sent again under ${queriesAgain} of them`,
      passed: twice === 0 && unsent === 0 && others.length === 0 && queriesAgain > 0,
    };
  },
};

const cases: readonly (readonly [string, Fault])[] = [
  ['reset', faults.reset()],
  ['closed', faults.closed()],
  ['half a body', faults.halfBody()],
  ['no HTTP', faults.noise()],
  ['502', faults.html(502)],
  ['503', faults.status(503)],
  ['504', faults.status(504)],
  ['hangs', faults.hangs()],
];

const query = 'query ($code: String!) { notice(code: $code) { code } }';
const mutation = `mutation ($key: String!) {
  initiatePayment(input: { idempotencyKey: $key, noticeCode: "33010000100000000000", provider: TEST }) { __typename }
}`;
