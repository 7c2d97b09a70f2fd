import { randomUUID } from 'node:crypto';
import { anonymous } from '@civic-graph/policy';
import { createRequestSigner } from '@civic-graph/tokens';
import type { RegistryAddress } from './pull.ts';

/** @throws where the registry did not accept the report */
export type SendReport<Report> = (report: Report, signal: AbortSignal) => Promise<void>;

const answerMs = 5_000;

/** `POST` of JSON to a path of the registry, signed like a pull. */
export function createReportSender<Report>(
  { url, secret }: Pick<RegistryAddress, 'url' | 'secret'>,
  path: string,
): SendReport<Report> {
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
