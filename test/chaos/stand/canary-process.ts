import { randomUUID } from 'node:crypto';
import { Agent } from 'undici';
import { startCanary } from './canary.ts';
import type { CanaryTarget } from './canary-apart.ts';

/* Its argument is the target, as JSON. On request it sends a report and starts a new measurement. */

const { url, signed } = JSON.parse(process.argv[2] ?? '') as CanaryTarget;
const { origin, pathname: path } = new URL(url);
const agent = new Agent({ connections: 8 });
const body = JSON.stringify({ query: '{ __typename }' });
// Imported only for targets that need a signature, because it takes longer than everything else here.
const sign =
  signed &&
  (await import('@civic-graph/tokens')).createRequestSigner({
    secret: signed.secret,
    keyId: signed.subgraph,
  });

process.once('disconnect', () => process.exit());

async function ask(): Promise<boolean> {
  const method = 'POST';
  const signature =
    signed && sign?.({ method, path, body, principal: signed.principal, requestId: randomUUID() });
  const headers = { 'content-type': 'application/json', ...signature };
  const answer = await agent.request({ origin, path, method, headers, body });
  const json = (await answer.body.json()) as { readonly data?: { readonly __typename?: string } };
  return json.data?.__typename === 'Query';
}

// Opens connections and loads code before it begins.
for (let count = 0; count < 100; count += 1) await ask();
let canary = startCanary(ask);
process.on('message', async () => {
  const last = canary;
  canary = startCanary(ask);
  process.send?.(await last.stop());
});
process.send?.('ready');
