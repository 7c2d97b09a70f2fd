import { randomUUID } from 'node:crypto';
import { anonymous } from '@civic-graph/policy';
import type { RegistryAddress } from '@civic-graph/releases/pull';
import { createRequestSigner } from '@civic-graph/tokens';

/** The registry will not accept the batch, however often it is sent. */
export class UsageRefused extends Error {
  override readonly name = 'UsageRefused';
}

const path = '/usage';
const answerMs = 10_000;

/** `POST /usage` of the registry, signed. @returns a function that throws where it was not accepted */
export function createUsageSender({
  url,
  secret,
}: Pick<RegistryAddress, 'url' | 'secret'>): (batch: string, signal: AbortSignal) => Promise<void> {
  const sign = createRequestSigner({ secret, keyId: 'platform' });
  return async (body, signal) => {
    const signed = sign({ method: 'POST', path, body, principal: anonymous, requestId: randomUUID() });
    const { ok, status } = await post(new URL(path, url), signed, body, signal);
    if (ok) return;
    const message = `the registry answers with status ${status}`;
    throw status === 400 || status === 413 ? new UsageRefused(message) : new Error(message);
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
