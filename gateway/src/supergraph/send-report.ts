import { randomUUID } from 'node:crypto';
import { anonymous } from '@civic-graph/policy';
import type { RegistryAddress } from '@civic-graph/releases/pull';
import { createRequestSigner } from '@civic-graph/tokens';
import type { GatewayReport } from '../observability/usage/gateway-reports.ts';

const path = '/reports';
const answerMs = 5_000;

/** `POST /reports` of the registry, signed. @returns throws where it was not accepted */
export function createReportSender({
  url,
  secret,
}: Pick<RegistryAddress, 'url' | 'secret'>): (report: GatewayReport, signal: AbortSignal) => Promise<void> {
  const sign = createRequestSigner({ secret, keyId: 'platform' });
  return async (report, signal) => {
    const body = JSON.stringify(report);
    const signed = sign({ method: 'POST', path, body, principal: anonymous, requestId: randomUUID() });
    const response = await fetch(new URL(path, url), {
      method: 'POST',
      headers: { ...signed, 'content-type': 'application/json' },
      body,
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(answerMs)]),
    });
    await response.body?.cancel();
    if (!response.ok) throw new Error(`the registry answers with status ${response.status}`);
  };
}
