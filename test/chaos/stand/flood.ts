import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { createGraphqlClient } from './graphql-client.ts';

/*
 * Callers that send the next request after each answer. In a separate process, so that the canary does not
 * wait for them. Arguments: the gateway's `/graphql`, number of callers, milliseconds, query; it sends the
 * number of answers by status.
 */
const [, , url = '', count = '', forMs = '', query = ''] = process.argv;
const pauseMs = 50;

process.once('disconnect', () => process.exit());
process.send?.('ready');
await once(process, 'message');

const client = createGraphqlClient(url, { connections: Number(count) });
const statuses: Record<string, number> = {};
const end = performance.now() + Number(forMs);
await Promise.all(
  Array.from({ length: Number(count) }, async () => {
    while (performance.now() < end) {
      const answer = await client.ask(query).catch(() => null);
      const status = String(answer?.status ?? 'none');
      statuses[status] = (statuses[status] ?? 0) + 1;
      // Rejected callers retry a little later, like real clients.
      if (status !== '200') await wait(pauseMs);
    }
  }),
);
await client.close();
process.send?.(statuses);
