import { setTimeout as wait } from 'node:timers/promises';
import { citizen, personas, signedFetch } from '@civic-graph/testing';
import type { DurableDatabase } from './durable-database.ts';
import type { PaymentsStand } from './payments-stand.ts';

type Stand = Pick<PaymentsStand<DurableDatabase>, 'url' | 'providers'>;

const issue = `mutation ($input: IssueNoticeInput!) { issueNotice(input: $input) {
  __typename ... on NoticeIssued { notice { code } } } }`;
const initiate = `mutation ($input: InitiatePaymentInput!) { initiatePayment(input: $input) {
  __typename ... on PaymentInitiated { paymentId payUrl } } }`;

/** Payments that were acknowledged to clients and must not be lost. */
export interface Acknowledged {
  readonly notices: Set<string>;
  readonly payments: Set<string>;
}

/**
 * Simulates payers until they are stopped: each issues a notice, starts a payment, and pays it at the
 * provider or lets it expire. Unanswered calls are retried with the same idempotency key, as an app does.
 *
 * @param first number of the first payment, so that the keys of several groups differ
 */
export function startPayers(stand: Stand, count: number, random: () => number, first = 0) {
  const acknowledged: Acknowledged = { notices: new Set(), payments: new Set() };
  let stopped = false;
  let serial = first;

  async function ask(
    principal: Parameters<typeof signedFetch>[0]['principal'],
    query: string,
    input: object,
  ) {
    while (!stopped) {
      try {
        const response = await signedFetch(
          { subgraph: 'payments', url: stand.url, principal },
          { query, variables: { input } },
        );
        const { data } = (await response.json()) as { data?: Record<string, Record<string, unknown>> };
        const answer = data && Object.values(data)[0];
        if (answer) return answer;
      } catch {
        // Refused or interrupted: the outcome is unknown, so it is sent again.
      }
      await wait(100);
    }
    return undefined;
  }

  async function payOne(): Promise<void> {
    const number = serial++;
    const issued = await ask(personas['operator-payments'], issue, {
      regionCode: '330102',
      items: [{ revenueCode: '103049901', legalBasis: 'Fee schedule', amountMinor: String(100 + number) }],
      dueDate: '2099-12-31',
      idempotencyKey: `notice ${number}`,
    });
    const code = (issued?.notice as { code?: string } | undefined)?.code;
    if (code === undefined) return;
    acknowledged.notices.add(code);
    const name = random() < 0.5 ? 'ALIPAY' : 'WECHAT_PAY';
    const begun = await ask(citizen(number % 900), initiate, {
      noticeCode: code,
      provider: name,
      idempotencyKey: `payment ${number}`,
    });
    const paymentId = begun?.paymentId;
    if (typeof paymentId !== 'string') return;
    acknowledged.payments.add(paymentId);
    const provider = stand.providers[name];
    const order = paymentId.replaceAll('-', '');
    if (!provider.orders.has(order)) return;
    if (random() < 0.85) provider.pay(order);
    else provider.close(order);
  }

  const lane = async () => {
    while (!stopped) await payOne();
  };
  const loops = Array.from({ length: count }, lane);
  return {
    acknowledged,
    async stop() {
      stopped = true;
      await Promise.all(loops);
    },
  };
}
