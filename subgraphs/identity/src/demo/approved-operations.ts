import { createHash } from 'node:crypto';
import type { SafelistedOperationRow } from '../partners/tables.ts';

/** Approved operations of WeChat City Services, so that an agent of a new demo has tools. */
const texts = [
  `# What the citizen owes: payment notices that are not paid yet.
query MyNotices($first: Int = 5) {
  me { notices(status: ISSUED, first: $first) { nodes {
    code dueDate due { amountMinor currency } agency { name(language: EN) } } } }
}`,
  `# The citizen's passes for public transport.
query MyPasses { me { transitPasses { kind valid validTo } } }`,
  `# Next departures from the stations that match a name.
query Departures($station: String!) {
  stations(search: $station, first: 3) { nodes {
    name departures(first: 5) { nodes { scheduledDeparture headsign route { shortName } } } } }
}`,
  `# Begins the payment of a notice. The answer has the address at which the citizen pays.
mutation PayNotice($noticeCode: String!, $provider: PaymentProviderName!, $idempotencyKey: String!) {
  initiatePayment(input: { noticeCode: $noticeCode, provider: $provider, idempotencyKey: $idempotencyKey }) {
    __typename ... on PaymentInitiated { paymentId payUrl } ... on PaymentProblem { message } }
}`,
];

/** Stored as by an agency's approval. */
export function approvedOperations(now: Date): SafelistedOperationRow[] {
  return texts.map((text) => ({
    client_id: 'wechat-city',
    hash: createHash('sha256').update(text).digest('hex'),
    kind: text.includes('\nmutation ') ? 'mutation' : 'query',
    name: /^(?:query|mutation) (\w+)/m.exec(text)?.[1] ?? null,
    text,
    approved_at: now,
  }));
}
