import { journalBatchType } from '@civic-graph/audit';
import { type JournalReceiver, ReceiverAwaited } from '@civic-graph/audit/writer';
import { anonymous } from '@civic-graph/policy';
import { Outage } from '@civic-graph/service';
import { createRequestSigner } from '@civic-graph/tokens';

export interface IdentityService {
  /** Its `/graphql`; records go to `access-records` beside it. */
  readonly url: string;
  readonly secret: string;
}

const timeoutMs = 10_000;

/** Sends batches to the identity service, which stores the records where citizens read them. */
export function createIdentityReceiver(
  identity: IdentityService,
  fetch: typeof globalThis.fetch = globalThis.fetch,
): JournalReceiver {
  const url = new URL('access-records', identity.url);
  const sign = createRequestSigner({ secret: identity.secret, keyId: 'identity' });
  const outage = new Outage();
  return {
    async send(body) {
      const requestId = crypto.randomUUID();
      const signed = sign({ method: 'POST', path: url.pathname, body, principal: anonymous, requestId });
      const response = await fetch(url, {
        method: 'POST',
        headers: { ...signed, 'content-type': journalBatchType },
        body,
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      }).catch((error: unknown) => {
        throw outage.failed(error).kind === 'awaited'
          ? new ReceiverAwaited('the identity service does not listen yet', { cause: error })
          : error;
      });
      outage.answered();
      if (!response.ok) throw new Error(`${response.status} ${(await response.text()).slice(0, 200)}`);
      return response.json();
    },
  };
}
