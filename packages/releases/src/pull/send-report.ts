import { randomUUID } from 'node:crypto';
import { anonymous } from '@civic-graph/policy';
import { createRequestSigner } from '@civic-graph/tokens';
import type { RegistryAddress } from './pull.ts';

/** The registry will not accept the report, however often it is sent. */
export class ReportRefused extends Error {
  override readonly name = 'ReportRefused';
}

/**
 * @param report JSON
 * @throws ReportRefused if it is invalid, another error if the registry did not accept it this time
 */
export type SendReport = (report: string, signal: AbortSignal) => Promise<void>;

const answerMs = 10_000;

/** `POST` of JSON to a path of the registry, signed like a pull. */
export function createReportSender(
  { url, secret }: Pick<RegistryAddress, 'url' | 'secret'>,
  path: string,
): SendReport {
  const sign = createRequestSigner({ secret, keyId: 'platform' });
  return async (body, signal) => {
    const signed = sign({ method: 'POST', path, body, principal: anonymous, requestId: randomUUID() });
    const { ok, status } = await post(new URL(path, url), signed, body, signal);
    if (ok) return;
    const message = `the registry answers with status ${status}`;
    throw status === 400 || status === 413 ? new ReportRefused(message) : new Error(message);
  };
}

async function post(
  url: URL,
  signed: Readonly<Record<string, string>>,
  body: string,
  signal: AbortSignal,
): Promise<Pick<Response, 'ok' | 'status'>> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { ...signed, 'content-type': 'application/json' },
      body,
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(answerMs)]),
    });
    await response.body?.cancel();
    return response;
  } catch (cause) {
    throw new Error('the registry does not answer', { cause });
  }
}
