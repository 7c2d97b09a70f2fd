import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../database/database.ts';
import { treasury } from '../money/treasury.ts';

export interface RevenueRequest {
  /** Agency id or region code. */
  readonly of: string;
  /** First day, and first day after the period, in the treasury's time zone. */
  readonly from: string;
  readonly until: string;
}

export interface RevenueTotal {
  readonly revenueCode: string;
  readonly amountMinor: bigint;
}

/** Revenue by code for many agencies, in the order of the requests. */
export function revenueOfAgencies(db: Db, requests: readonly RevenueRequest[]): Promise<RevenueTotal[][]> {
  return readRevenue(
    db,
    requests,
    requests.map((request) => request.of),
    sql`account.agency = wanted.of`,
  );
}

/** Revenue by code for many regions, each with its subregions. */
export function revenueOfRegions(db: Db, requests: readonly RevenueRequest[]): Promise<RevenueTotal[][]> {
  return readRevenue(
    db,
    requests,
    requests.map((request) => regionPrefix(request.of)),
    sql`starts_with(account.region, wanted.of)`,
  );
}

/** GB/T 2260: trailing pairs of zeros include all subregions, so 330100 is every 3301xx. */
function regionPrefix(code: string): string {
  return code.replace(/(00){1,2}$/, '');
}

async function readRevenue(
  db: Db,
  requests: readonly RevenueRequest[],
  of: readonly string[],
  matches: RawBuilder<unknown>,
): Promise<RevenueTotal[][]> {
  const { rows } = await sql<{ ordinal: string; revenue_code: string; amount_minor: string }>`
    SELECT wanted.ordinal, account.revenue_code, -sum(entry.amount_minor) AS amount_minor
    FROM unnest(
      ${of}::text[],
      ${requests.map((request) => request.from)}::date[],
      ${requests.map((request) => request.until)}::date[]
    ) WITH ORDINALITY AS wanted (of, from_day, until_day, ordinal)
    JOIN account ON account.kind = 'revenue' AND ${matches}
    JOIN entry ON entry.agency = account.agency AND entry.account_id = account.id
    JOIN transfer ON transfer.agency = entry.agency AND transfer.id = entry.transfer_id
    WHERE transfer.posted_at >= wanted.from_day::timestamp AT TIME ZONE ${treasury.zone}
      AND transfer.posted_at < wanted.until_day::timestamp AT TIME ZONE ${treasury.zone}
    GROUP BY wanted.ordinal, account.revenue_code
    ORDER BY wanted.ordinal, account.revenue_code`.execute(db);
  const totals: RevenueTotal[][] = requests.map(() => []);
  for (const row of rows) {
    totals[Number(row.ordinal) - 1]?.push({
      revenueCode: row.revenue_code,
      amountMinor: BigInt(row.amount_minor),
    });
  }
  return totals;
}
