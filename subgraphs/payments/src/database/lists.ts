import type { ListDefinition } from './read-pages.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const paymentId = { column: 'id', type: 'uuid', format: uuid } as const;

export const noticesOfCitizen: ListDefinition = {
  table: 'notice',
  owner: 'citizen_key',
  filter: 'status',
  time: 'issued_at',
  id: { column: 'code', type: 'text', format: /^\d{20}$/ },
};

export const paymentsOfCitizen: ListDefinition = {
  table: 'payment',
  owner: 'payer_key',
  filter: 'state',
  time: 'created_at',
  id: paymentId,
};

export const paymentsOfNotice: ListDefinition = {
  table: 'payment_of_notice',
  owner: 'notice_code',
  filter: 'payer_key',
  time: 'created_at',
  id: paymentId,
};

export const receiptsOfCitizen: ListDefinition = {
  table: 'receipt',
  owner: 'payer_key',
  filter: 'agency',
  time: 'issued_at',
  id: { column: 'number', type: 'text', format: /^[\d-]{1,40}$/ },
};

export const refundsOfAgency: ListDefinition = {
  table: 'refund',
  owner: 'agency',
  filter: 'state',
  time: 'created_at',
  id: paymentId,
};

export const disputesOfCitizen: ListDefinition = {
  table: 'dispute',
  owner: 'citizen_key',
  filter: 'state',
  time: 'created_at',
  id: paymentId,
};

export const disputesOfAgency: ListDefinition = { ...disputesOfCitizen, owner: 'agency' };

export const deliveriesOfWebhook: ListDefinition = {
  table: 'webhook_message',
  owner: 'endpoint',
  filter: 'delivery',
  time: 'occurred_at',
  id: paymentId,
};

export const linesOfAgency: ListDefinition = {
  table: 'statement_line',
  owner: 'agency',
  filter: 'verdict',
  time: 'occurred_at',
  id: paymentId,
};

export const settlementsOfAgency: ListDefinition = {
  table: 'settlement_window',
  owner: 'agency',
  filter: 'state',
  time: 'opened_at',
  id: paymentId,
};

/** Whether a client's text can be compared with a uuid column. */
export function isUuid(text: string): boolean {
  return uuid.test(text);
}
