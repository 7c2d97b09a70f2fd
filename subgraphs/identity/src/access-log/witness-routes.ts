import { createPublicKey, type KeyObject } from 'node:crypto';
import { signReceipt, type WitnessWord } from '@civic-graph/audit';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import type { IdentityDatabase } from '../store/database.ts';

export interface WitnessOptions {
  readonly database: IdentityDatabase;
  readonly witnessKey: KeyObject;
  readonly clock: () => Date;
  /** Told of a chain that this service has signed more for than its tables hold. */
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

/**
 * `GET /access-witness`: how far this service has followed each gateway's chain, signed. It is open, so that an auditor
 * needs nobody's secret; it tells numbers of records and hashes, and nothing of whom.
 */
export async function witnessRoutes(app: FastifyInstance, options: WitnessOptions): Promise<void> {
  const { clock } = options;
  let cached: { readonly at: number; readonly word: Promise<WitnessWord> } | null = null;
  app.get('/access-witness', async (_request, reply) => {
    const at = clock().getTime();
    // Signing for each chain takes time, and anybody may ask.
    if (cached === null || Math.abs(at - cached.at) > cachedMs) cached = { at, word: readWord(options) };
    const word = await cached.word.catch((error: unknown) => {
      cached = null;
      throw error;
    });
    return reply.header('cache-control', 'no-store').send(word);
  });
}

async function readWord({ database, witnessKey, clock, report }: WitnessOptions): Promise<WitnessWord> {
  const { rows } = await sql<ChainRow>`
    select chain, public_key, count, head, exists (
      select from access_receipt receipt
      where receipt.chain = access_chain.chain
        and (receipt.count > access_chain.count
          or (receipt.count = access_chain.count and receipt.head <> access_chain.head))
    ) as is_contradicted
    from access_chain order by chain`.execute(database);
  const time = clock();
  const chains = rows.flatMap(({ chain, public_key, count, head, is_contradicted }) => {
    if (is_contradicted) report(chain);
    const receipt = signReceipt(chain, { count: Number(count), head }, time, witnessKey);
    // Signing what contradicts an earlier receipt would vouch for a history that was written anew.
    return is_contradicted ? [] : [{ publicKey: public_key, receipt }];
  });
  const publicKey = createPublicKey(witnessKey).export({ type: 'spki', format: 'pem' }).toString();
  return { publicKey, chains };
}
