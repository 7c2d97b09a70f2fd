import { randomUUID } from 'node:crypto';
import { type Protocol, protocols, type Received } from '@civic-graph/testing';
import { onTestFinished } from 'vitest';
import { two } from './two-gateways.ts';

const updated = `subscription ($id: ID!) { paymentUpdated(id: $id) {
  state notice { code agency { name(language: EN) } } receipt { number } } }`;
const issue = `mutation ($input: IssueNoticeInput!) {
  issueNotice(input: $input) { ... on NoticeIssued { notice { code } } } }`;
const initiate = `mutation ($input: InitiatePaymentInput!) {
  initiatePayment(input: $input) { __typename ... on PaymentInitiated { paymentId payUrl } } }`;

/** A payment that its payer has yet to make. */
export interface Begun {
  readonly noticeCode: string;
  readonly paymentId: string;
  readonly payUrl: string;
}

/** Starts the payment of a new notice of the finance bureau, payable by anyone with its code. */
export async function beginPayment(token: string): Promise<Begun> {
  const notice = {
    regionCode: '330102',
    items: [{ revenueCode: '103049901', legalBasis: 'Fee schedule', amountMinor: '10000' }],
    dueDate: '2099-12-31',
    idempotencyKey: randomUUID(),
  };
  const issued = await two.askFirst(await two.token('operator-payments'), issue, { input: notice });
  const noticeCode = (issued.data as { issueNotice: { notice: { code: string } } }).issueNotice.notice.code;
  const input = { noticeCode, provider: 'TEST', idempotencyKey: randomUUID() };
  const { data } = await two.askFirst(token, initiate, { input });
  return { ...(data as { initiatePayment: Begun }).initiatePayment, noticeCode };
}

/** One subscriber over each protocol at each gateway, until the test ends. */
export function subscribeEverywhere(token: string, paymentId: string): AsyncIterableIterator<Received>[] {
  const names = Object.keys(protocols) as Protocol[];
  return two.urls.flatMap((url) => names.map((protocol) => subscribeAt(url, protocol, token, paymentId)));
}

export function subscribeAt(
  url: string,
  protocol: Protocol,
  token: string,
  paymentId: string,
): AsyncIterableIterator<Received> {
  const subscriber = protocols[protocol](url, token);
  onTestFinished(() => subscriber.dispose());
  return subscriber.subscribe(updated, { id: paymentId });
}

export const paymentIn = ({ data }: Received) =>
  (data as { paymentUpdated: { state: string } }).paymentUpdated;

export const firstOf = async (all: readonly AsyncIterator<Received>[]) =>
  (await Promise.all(all.map((each) => each.next()))).map(({ value }) => paymentIn(value).state);
