import { randomUUID } from 'node:crypto';
import { anonymous } from '@civic-graph/policy';
import type { OperationUsage, UsageBatch } from '@civic-graph/releases/usage';
import type { Subgraph } from '@civic-graph/subgraph-kit';
import { testSecrets } from '@civic-graph/testing';
import { createRequestSigner } from '@civic-graph/tokens';

export function sampleUsage(changes: Partial<OperationUsage> = {}): OperationUsage {
  return {
    ...{ signature: 'a'.repeat(64), kind: 'query', name: 'Branches', app: 'wechat-city' },
    ...{ calls: 100, failed: 5, errors: { RATE_LIMITED: 5 }, fields: ['Query.libraries'] },
    latency: [0, 0, 50, 40, 0, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    ...changes,
  };
}

export function sampleBatch(
  minute: Date,
  operations: readonly OperationUsage[] = [sampleUsage()],
): UsageBatch {
  const start = new Date(Math.floor(minute.getTime() / 60_000) * 60_000);
  return { id: randomUUID(), gateway: 'gateway-1', minute: start.toISOString(), operations: [...operations] };
}

/** Headers of a gateway that reports. */
export function signedReport(body: string, secret = testSecrets.subgraph): Record<string, string> {
  const sign = createRequestSigner({ secret, keyId: 'platform' });
  const signed = sign({
    method: 'POST',
    path: '/usage',
    body,
    principal: anonymous,
    requestId: randomUUID(),
  });
  return { ...signed, 'content-type': 'application/json' };
}

export async function reportUsage(
  subgraph: Subgraph,
  batch: unknown,
  headers?: Readonly<Record<string, string>>,
) {
  const payload = typeof batch === 'string' ? batch : JSON.stringify(batch);
  const signed = { ...(headers ?? signedReport(payload)) };
  return subgraph.inject({ method: 'POST', url: '/usage', headers: signed, payload });
}
