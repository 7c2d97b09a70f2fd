import { randomUUID } from 'node:crypto';
import { citizen, testSecrets } from '@civic-graph/testing';
import { createRequestSigner } from '@civic-graph/tokens';
import { endpointAddress } from '../../../gateway/src/subgraphs/http/endpoint-address.ts';
import { createHttp1Client } from '../../../gateway/src/subgraphs/http1/http1-client.ts';
import { signNotification } from '../../../subgraphs/payments/src/provider/sandbox/notification.ts';
import { cpuMsOf } from '../process-figures.ts';
import type { Paid } from './paid.ts';
import type { LedgerStand } from './stand.ts';

const initiate = `mutation ($input: InitiatePaymentInput!) { initiatePayment(input: $input) {
  __typename ... on PaymentInitiated { paymentId payment { amount { amountMinor } } } ... on PaymentProblem { message } } }`;
const receiptOf = 'query ($id: ID!) { payment(id: $id) { state receipts { number signed } } }';

/** The same objects each time, because a signer caches their headers. */
const principals = Array.from({ length: 900 }, (_, index) => citizen(index));

interface Begun {
  readonly paymentId: string;
  readonly payment: { readonly amount: { readonly amountMinor: string } };
}

export interface PayersOptions {
  readonly codes: readonly string[];
  readonly payers: number;
  /** Warm-up, not counted. */
  readonly warmUpSeconds: number;
  readonly seconds: number;
}

/**
 * Simulates payers who pay one notice at a time: `initiatePayment`, the provider's signed notification, the
 * query for the receipt. Calls are signed like the gateway's.
 *
 * @throws Error if a payment does not end with a receipt
 */
export async function pay(stand: LedgerStand, { codes, payers, ...time }: PayersOptions): Promise<Paid> {
  const [graph, notifications] = [postsTo('/graphql'), postsTo('/provider/test/notifications')];
  const sign = createRequestSigner({ secret: testSecrets.subgraph, keyId: 'payments' });

  async function ask<Data>(number: number, query: string, variables: object): Promise<Data> {
    const body = JSON.stringify({ query, variables });
    const principal = principals[number % principals.length] ?? citizen(0);
    const signed = sign({ method: 'POST', path: '/graphql', body, principal, requestId: randomUUID() });
    const text = await graph.post(body, signed);
    const { data, errors } = JSON.parse(text) as { readonly data: Data; readonly errors?: unknown };
    if (errors !== undefined) throw new Error(text);
    return data;
  }

  async function payOne(number: number): Promise<void> {
    const noticeCode = codes[number];
    if (noticeCode === undefined) throw new Error('there are not enough notices');
    const input = { noticeCode, provider: 'TEST', idempotencyKey: randomUUID() };
    const { initiatePayment: begun } = await ask<{
      readonly initiatePayment: Partial<Begun>;
    }>(number, initiate, { input });
    const { paymentId: id, payment: asked } = begun;
    if (id === undefined || asked === undefined) throw new Error(JSON.stringify(begun));
    const { headers: signed, body } = signNotification(
      stand.providerSecret,
      `${id}:payment.succeeded`,
      {
        type: 'payment.succeeded',
        data: { reference: id, amountMinor: String(asked.amount.amountMinor), currency: 'CNY' },
      },
      new Date(),
    );
    const { 'content-type': _, ...headers } = signed;
    await notifications.post(body, headers);
    const { payment } = await ask<{
      readonly payment: { readonly state: string; readonly receipts: readonly unknown[] };
    }>(number, receiptOf, { id });
    if (payment.state !== 'SUCCESS' || payment.receipts.length !== 1)
      throw new Error(JSON.stringify(payment));
  }

  /** Uses the gateway's own client, because payers share the cores with the service. */
  function postsTo(path: string) {
    const client = createHttp1Client({
      address: endpointAddress(`${stand.serviceUrl}${path}`),
      ...{ connections: payers, maxWaiting: payers, maxResponseBytes: 1_000_000, connectTimeoutMs: 5_000 },
      isWanted: () => true,
    });
    return {
      close: () => client.close(),
      async post(body: string, headers: Readonly<Record<string, string>>): Promise<string> {
        const call = { isRepeatable: false, signal: { aborted: false }, endsAt: Number.POSITIVE_INFINITY };
        const { status, text } = await client.post({ headers, body, ...call });
        if (status !== 200) throw new Error(`${path} answers ${status}: ${text}`);
        return text;
      },
    };
  }

  const times: number[] = [];
  let next = 0;
  const start = performance.now() + time.warmUpSeconds * 1_000;
  const until = start + time.seconds * 1_000;
  let cpuBefore = 0;
  const timer = setTimeout(() => {
    cpuBefore = cpuMsOf(stand.servicePid);
  }, time.warmUpSeconds * 1_000);
  try {
    await Promise.all(
      Array.from({ length: payers }, async () => {
        while (performance.now() < until) {
          const sent = performance.now();
          await payOne(next++);
          const ended = performance.now();
          if (ended >= start && ended < until) times.push(ended - sent);
        }
      }),
    );
  } finally {
    clearTimeout(timer);
    await Promise.all([graph.close(), notifications.close()]);
  }
  return {
    payments: times.length,
    rate: times.length / time.seconds,
    times,
    cpuMs: cpuMsOf(stand.servicePid) - cpuBefore,
  };
}
