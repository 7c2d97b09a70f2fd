import type pg from 'pg';

/** Invariants: each query returns rows that violate it. */
const promises: Readonly<Record<string, string>> = {
  'the ledger sums to zero': `SELECT currency FROM entry GROUP BY currency HAVING sum(amount_minor) <> 0`,
  'each transfer sums to zero': `SELECT agency, transfer_id FROM entry GROUP BY 1, 2, currency HAVING sum(amount_minor) <> 0`,
  'no notice is paid twice': `SELECT code FROM notice WHERE
    (SELECT coalesce(sum(amount_minor), 0) FROM payment_notice AS part
      WHERE part.agency = notice.agency AND part.notice_code = code AND part.state = 'settled')
    > amount_minor + late_fee_minor`,
  'the money of a payment arrived once': `SELECT payment_id FROM transfer WHERE kind IN ('payment', 'surplus')
    GROUP BY agency, payment_id HAVING count(*) > 1`,
  'every success is posted': `SELECT id FROM payment WHERE state = 'success'
    AND NOT EXISTS (SELECT FROM transfer WHERE payment_id = payment.id AND kind = 'payment')`,
  'every success has a receipt': `SELECT payment_id FROM payment_notice AS part WHERE state = 'settled'
    AND NOT EXISTS (SELECT FROM receipt WHERE receipt.payment_id = part.payment_id
      AND receipt.notice_code = part.notice_code)`,
  'every notification is applied': `SELECT event_id FROM provider_notification WHERE outcome IS NULL
    OR outcome NOT IN ('applied', 'unchanged')`,
  'every unknown outcome is resolved or in the queue': `SELECT id FROM payment
    WHERE state IN ('created', 'started', 'submitted')
    AND NOT EXISTS (SELECT FROM payment_inquiry WHERE payment_id = payment.id)`,
};

/** @returns a line for each violated invariant */
export async function auditPayments(
  client: pg.Client,
  books: {
    readonly acknowledged: { readonly notices: ReadonlySet<string>; readonly payments: ReadonlySet<string> };
    /** Payment ids whose notification a provider answered with 200. */
    readonly notified: ReadonlySet<string>;
    /** Payment ids for which a provider holds money. */
    readonly paid: ReadonlySet<string>;
  },
): Promise<string[]> {
  const broken: string[] = [];
  for (const [promise, query] of Object.entries(promises)) {
    const { rows } = await client.query(query);
    if (rows.length > 0)
      broken.push(`${promise}: ${rows.length} violations, e.g. ${JSON.stringify(rows[0])}`);
  }
  const missing = async (what: string, ids: ReadonlySet<string>, query: string) => {
    const { rows } = await client.query<{ id: string }>(query, [[...ids]]);
    const found = new Set(rows.map(({ id }) => id));
    const lost = [...ids].filter((id) => !found.has(id));
    if (lost.length > 0) broken.push(`${what}: ${lost.length} are missing, e.g. ${lost[0]}`);
    if (rows.length > found.size) broken.push(`${what}: ${rows.length - found.size} exist twice`);
  };
  const { acknowledged, notified, paid } = books;
  await missing(
    'acknowledged notices',
    acknowledged.notices,
    'SELECT code AS id FROM notice WHERE code = ANY ($1::text[])',
  );
  await missing(
    'acknowledged payments',
    acknowledged.payments,
    'SELECT id::text FROM payment WHERE id = ANY ($1::uuid[])',
  );
  await missing(
    'acknowledged notifications',
    notified,
    `SELECT DISTINCT body->>'paymentId' AS id FROM provider_notification WHERE body->>'paymentId' = ANY ($1::text[])`,
  );
  await missing(
    'payments that a provider holds money for',
    paid,
    `SELECT payment_id::text AS id FROM transfer WHERE payment_id = ANY ($1::uuid[]) AND kind IN ('payment', 'surplus')`,
  );
  const { rows } = await client.query<{ id: string }>(`SELECT id::text FROM payment
    WHERE state = 'success' AND provider IN ('alipay', 'wechat-pay')`);
  const unpaid = rows.filter(({ id }) => !paid.has(id));
  if (unpaid.length > 0) broken.push(`successes without money: ${unpaid.length}, e.g. ${unpaid[0]?.id}`);
  return broken;
}
