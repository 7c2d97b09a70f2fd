import { journalBatchType } from '@civic-graph/audit';
import { ReceiverAwaited } from '@civic-graph/audit/writer';
import { testSecrets } from '@civic-graph/testing';
import { createRequestVerifier } from '@civic-graph/tokens';
import { expect, test } from 'vitest';
import { createIdentityReceiver } from './identity-receiver.ts';

const secret = testSecrets.subgraph;
const batch = Buffer.from('{"chain":"gateway"}\n1 x {}\n');

/** Sends the batch to an identity service that gives one answer. */
function receiver(answer: Response | Error) {
  const calls: { readonly url: string; readonly init: RequestInit }[] = [];
  const fetch = async (url: string | URL | Request, init: RequestInit = {}) => {
    calls.push({ url: String(url), init });
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { calls, ...createIdentityReceiver({ url: 'http://identity.test/graphql', secret }, fetch) };
}

test('a batch goes unchanged to access-records beside /graphql, signed for the identity service', async () => {
  const { calls, send } = receiver(Response.json({ count: 1 }));
  await expect(send(batch)).resolves.toEqual({ count: 1 });
  expect(calls).toHaveLength(1);
  const { url, init } = calls[0]!;
  expect(url).toBe('http://identity.test/access-records');
  expect(init).toMatchObject({ method: 'POST', redirect: 'error', body: batch });
  const headers = init.headers as Record<string, string>;
  expect(headers['content-type']).toBe(journalBatchType);
  const request = { method: 'POST', path: '/access-records', headers };
  const verifier = createRequestVerifier({ secret, keyId: 'identity' });
  await expect(verifier.verify({ ...request, body: batch })).resolves.toMatchObject({
    principal: { kind: 'anonymous' },
  });
  await expect(verifier.verify({ ...request, body: Buffer.from('{}') })).rejects.toMatchObject({
    code: 'SIGNATURE_INVALID',
  });
});

test('an identity service that does not listen yet is awaited, unlike one that has answered', async () => {
  const refused = new TypeError('fetch failed', {
    cause: Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }),
  });
  let answer: () => Response = () => {
    throw refused;
  };
  const { send } = createIdentityReceiver({ url: 'http://identity.test/graphql', secret }, async () =>
    answer(),
  );
  await expect(send(batch)).rejects.toThrow(ReceiverAwaited);
  answer = () => Response.json({ count: 1 });
  await send(batch);
  answer = () => {
    throw refused;
  };
  await expect(send(batch)).rejects.toThrow(refused);
});

test('a refused batch is an error with the status and the start of the answer', async () => {
  const { send } = receiver(new Response('x'.repeat(1_000), { status: 503 }));
  await expect(send(batch)).rejects.toThrow(new Error(`503 ${'x'.repeat(200)}`));
});

test.each([
  ['an identity service that cannot be reached', new TypeError('fetch failed')],
  ['an answer that is not JSON', new Response('<html>')],
])('%s is an error', async (_, answer) => {
  await expect(receiver(answer).send(batch)).rejects.toThrow();
});
