import { randomUUID } from 'node:crypto';
import { anonymous } from '@civic-graph/policy';
import { createRequestSigner, type SigningKey } from '@civic-graph/tokens';
import { z } from 'zod';

/** The gateways, and the key of the subgraph's calls to them. */
export type AskedGateways = SigningKey & {
  /** Name of the subgraph. */
  readonly name: string;
  /** Addresses of gateways, any of which can answer. */
  readonly gateways: readonly string[];
};

const path = '/deleted-apps';
const deadlineMs = 3_000;
const maxApps = 1_000;
const answer = z.object({ deleted: z.array(z.string()) });

/**
 * Asks a gateway which apps are deleted, so that a subgraph stops working for them.
 *
 * @throws if no gateway answers
 */
export async function findDeletedApps(asked: AskedGateways, apps: readonly string[]): Promise<string[]> {
  const deleted: string[] = [];
  for (let from = 0; from < apps.length; from += maxApps) {
    deleted.push(...(await askAny(asked, apps.slice(from, from + maxApps))));
  }
  return deleted;
}

async function askAny(asked: AskedGateways, apps: readonly string[]): Promise<readonly string[]> {
  let failure: unknown = new Error('no gateway is configured: set GATEWAY_URLS');
  for (const gateway of asked.gateways) {
    try {
      return await ask(asked, gateway, apps);
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}

async function ask(
  asked: AskedGateways,
  gateway: string,
  apps: readonly string[],
): Promise<readonly string[]> {
  const body = JSON.stringify({ apps });
  const sign = createRequestSigner({ ...asked, keyId: asked.name });
  const response = await fetch(new URL(path, gateway), {
    method: 'POST',
    headers: {
      ...sign({ method: 'POST', path, body, principal: anonymous, requestId: randomUUID() }),
      'content-type': 'application/json',
    },
    body,
    redirect: 'error',
    signal: AbortSignal.timeout(deadlineMs),
  });
  if (response.ok) return answer.parse(await response.json()).deleted;
  await response.body?.cancel();
  throw new Error(`the gateway answers with status ${response.status}`);
}
