import { randomUUID } from 'node:crypto';
import { citizen, testSecrets } from '@civic-graph/testing';
import { createRequestSigner } from '@civic-graph/tokens';
import { signNotification } from '../../../subgraphs/payments/src/provider/test/notification.ts';
import { cpuMsOf } from '../process-figures.ts';
import { Caller } from './caller.ts';
import type { Paid } from './paid.ts';
import type { LedgerStand } from './stand.ts';

const initiate = `mutation ($input: InitiatePaymentInput!) { initiatePayment(input: $input) {
  __typename ... on PaymentInitiated { paymentId payment { amount { amountMinor } } } ... on PaymentProblem { message } } }`;
const receiptOf = 'query ($id: ID!) { payment(id: $id) { state receipts { number signed } } }';

/** The same objects each time, as a signer remembers their headers. */
const principals = Array.from({ length: 900 }, (_, index) => citizen(index));

interface Begun {
  readonly paymentId: string;
  readonly payment: { readonly amount: { readonly amountMinor: string } };
}

export interface PayersOptions {
  readonly codes: readonly string[];
  readonly payers: number;
  /** Not counted. */
  readonly warmUpSeconds: number;
  readonly seconds: number;
}

/**
 * People who pay at once, each a notice after the other, from the beginning to the receipt: `initiatePayment`, the
 * provider's signed notification, and the query for the receipt. Calls are signed as the gateway's are.
 *
 * @throws Error where a payment does not end with a receipt
 */
export async function pay(stand: LedgerStand, { codes, payers, ...time }: PayersOptions): Promise<Paid> {
  const callers = Array.from({ length: payers }, () => new Caller(stand.serviceUrl));
  const sign = createRequestSigner({ secret: testSecrets.subgraph, keyId: 'payments' });

  async function ask<Data>(caller: Caller, number: number, query: string, variables: object): Promise<Data> {
    const body = JSON.stringify({ query, variables });
    const path = '/graphql';
    const principal = principals[number % principals.length] ?? citizen(0);
    const signed = sign({ method: 'POST', path, body, principal, requestId: randomUUID() });
    const text = await caller.post(path, body, { ...signed, 'content-type': 'application/json' });
    const { data, errors } = JSON.parse(text) as { readonly data: Data; readonly errors?: unknown };
    if (errors !== undefined) throw new Error(text);
    return data;
  }

  async function payOne(caller: Caller, number: number): Promise<void> {
    const noticeCode = codes[number];
    if (noticeCode === undefined) throw new Error('there are not enough notices');
    const input = { noticeCode, provider: 'TEST', idempotencyKey: randomUUID() };
    const { initiatePayment: begun } = await ask<{
      readonly initiatePayment: Partial<Begun>;
    }>(caller, number, initiate, { input });
    const { paymentId: id, payment: asked } = begun;
    if (id === undefined || asked === undefined) throw new Error(JSON.stringify(begun));
    const { headers, body } = signNotification(
      stand.providerSecret,
      `${id}:payment.succeeded`,
      {
        type: 'payment.succeeded',
        data: { reference: id, amountMinor: String(asked.amount.amountMinor), currency: 'CNY' },
      },
      new Date(),
    );
    await caller.post('/provider/test/notifications', body, headers);
    const { payment } = await ask<{
      readonly payment: { readonly state: string; readonly receipts: readonly unknown[] };
    }>(caller, number, receiptOf, { id });
    if (payment.state !== 'SUCCESS' || payment.receipts.length !== 1)
      throw new Error(JSON.stringify(payment));
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
      callers.map(async (caller) => {
        while (performance.now() < until) {
          const sent = performance.now();
          await payOne(caller, next++);
          const ended = performance.now();
          if (ended >= start && ended < until) times.push(ended - sent);
        }
      }),
    );
  } finally {
    clearTimeout(timer);
    for (const caller of callers) caller.close();
  }
  return {
    payments: times.length,
    rate: times.length / time.seconds,
    times,
    cpuMs: cpuMsOf(stand.servicePid) - cpuBefore,
  };
}
