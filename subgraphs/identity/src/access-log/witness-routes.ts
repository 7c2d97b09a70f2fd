import type { KeyObject } from 'node:crypto';
import { signReceipt, signWitnessWord, type WitnessWord } from '@civic-graph/audit';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import type { IdentityDatabase } from '../store/database.ts';

export interface WitnessOptions {
  readonly database: IdentityDatabase;
  readonly witnessKey: KeyObject;
  readonly clock: () => Date;
  /** Called once for each chain with receipts beyond its stored records. */
  readonly report: (chain: string) => void;
}

interface ChainRow {
  readonly chain: string;
  readonly public_key: string;
  readonly count: string;
  readonly head: string;
  readonly is_contradicted: boolean;
}

const cachedMs = 1_000;

/** One index probe per chain: each has a receipt a minute, for years. */
export const chainsWithLatestReceipt = sql<ChainRow>`
  select access_chain.chain, public_key, access_chain.count, access_chain.head,
    coalesce(latest.count > access_chain.count
      or (latest.count = access_chain.count and latest.head <> access_chain.head), false) as is_contradicted
  from access_chain
  left join lateral (
    select count, head from access_receipt
    where access_receipt.chain = access_chain.chain order by count desc limit 1
  ) latest on true
  order by access_chain.chain`;

/**
 * `GET /access-witness`: the stored length of each gateway's chain, signed. Open, so that auditors need no
 * secret; it contains numbers and hashes only.
 */
export async function witnessRoutes(app: FastifyInstance, options: WitnessOptions): Promise<void> {
  const { clock, report } = options;
  const reported = new Set<string>();
  const reportOnce = (chain: string) => {
    if (!reported.has(chain)) report(chain);
    reported.add(chain);
  };
  let cached: { readonly at: number; readonly word: WitnessWord } | null = null;
  let pending: Promise<WitnessWord> | null = null;
  app.get('/access-witness', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
    // Reading and signing are costly, and the route is open.
    if (cached !== null && Math.abs(clock().getTime() - cached.at) <= cachedMs) return cached.word;
    pending ??= readWord({ ...options, report: reportOnce })
      .then((word) => {
        cached = { at: clock().getTime(), word };
        return word;
      })
      .finally(() => {
        pending = null;
      });
    return pending;
  });
}

async function readWord({ database, witnessKey, clock, report }: WitnessOptions): Promise<WitnessWord> {
  const { rows } = await chainsWithLatestReceipt.execute(database);
  const time = clock();
  const chains = rows.flatMap(({ chain, public_key, count, head, is_contradicted }) => {
    if (is_contradicted) report(chain);
    const receipt = signReceipt(chain, { count: Number(count), head }, time, witnessKey);
    // Signing a contradiction would vouch for a rewritten history.
    return is_contradicted ? [] : [{ publicKey: public_key, receipt }];
  });
  return signWitnessWord(chains, time, witnessKey);
}
