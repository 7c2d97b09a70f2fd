import { PublicError } from '@civic-graph/errors';
import { maxUsageBytes, type UsageBatch, usageBatchSchema } from '@civic-graph/releases/usage';
import type { FastifyInstance } from 'fastify';
import { requireSignedBody } from '../pull/signed-bodies.ts';
import type { ServedFields } from './served-fields.ts';
import type { UsageStore } from './usage-store.ts';

export interface UsageRoutesOptions {
  readonly usage: Pick<UsageStore, 'add'>;
  /** `null` before the first publish. */
  readonly servedFields: () => Promise<ServedFields | null>;
  /** base64url; the secret of the gateway's call signatures. */
  readonly secret: string;
  readonly clock: () => Date;
  readonly report: (error: unknown) => void;
}

/** Milliseconds: a gateway keeps its batches for some hours, and clocks differ. */
const oldest = 24 * 60 * 60_000;
const newest = 2 * 60_000;

/** `POST /usage`, for gateways, signed: adds a batch of usage. 204 means that it is stored, now or before. */
export async function usageRoutes(app: FastifyInstance, options: UsageRoutesOptions): Promise<void> {
  const { usage, servedFields, clock, report } = options;
  requireSignedBody(app, options);

  app.post('/usage', { bodyLimit: maxUsageBytes }, async ({ body }, reply) => {
    const batch = parseBatch(body, clock());
    const served = await servedFields();
    if (served === null) throw unavailable('NOT_READY');
    const operations = batch.operations
      // What nobody serves cannot have been used: such names would only fill the table.
      .map((operation) => ({ ...operation, fields: operation.fields.filter((each) => served.has(each)) }))
      .filter(({ fields }) => fields.length > 0);
    if (operations.length > 0) {
      await usage.add({ ...batch, operations }).catch((error: unknown) => {
        if (error instanceof PublicError) throw error;
        report(error);
        throw unavailable('SERVICE_UNAVAILABLE');
      });
    }
    return reply.code(204).send();
  });
}

/** @throws PublicError BAD_REQUEST that names the first thing that is wrong */
function parseBatch(body: unknown, now: Date): UsageBatch {
  const parsed = usageBatchSchema.safeParse(jsonOf(body));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new PublicError('BAD_REQUEST', `usage: ${issue?.path.join('.')}: ${issue?.message}`);
  }
  const age = now.getTime() - Date.parse(parsed.data.minute);
  if (age > oldest || age < -newest) {
    throw new PublicError('BAD_REQUEST', 'usage: minute: is not within the last 24 hours; check the clock');
  }
  return parsed.data;
}

function jsonOf(body: unknown): unknown {
  try {
    return JSON.parse(String(body));
  } catch {
    return undefined;
  }
}

function unavailable(code: 'NOT_READY' | 'SERVICE_UNAVAILABLE'): PublicError {
  return new PublicError(code, undefined, { extensions: { retryAfter: 5 } });
}
