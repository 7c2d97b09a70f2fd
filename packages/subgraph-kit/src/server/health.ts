import { asPublicError, PublicError } from '@civic-graph/errors';
import type { FastifyInstance } from 'fastify';

export interface HealthOptions {
  /** Rejects while a dependency is down. */
  readonly ready: () => Promise<void>;
  readonly closing: () => boolean;
  readonly report: (error: unknown, path: string) => void;
}

const readyDeadlineMilliseconds = 2_000;

/**
 * `/livez`: the process responds. `/readyz`: it can serve and is not stopping. Both are open and reveal
 * nothing else.
 */
export function healthRoutes(app: FastifyInstance, options: HealthOptions): void {
  app.get('/livez', async () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    const failed = options.closing() ? 'closing' : await failedCheck(options);
    if (failed === null) return { status: 'ok' };
    return reply.code(503).header('retry-after', '1').send({ status: 'unavailable', check: failed });
  });
}

/**
 * Names a check of `ready`: `await check('database', () => sql\`select 1\`.execute(db))`.
 *
 * @throws PublicError NOT_READY with that name; the reason is logged
 */
export async function check(name: string, probe: () => Promise<unknown>): Promise<void> {
  try {
    await probe();
  } catch (cause) {
    throw Object.assign(new PublicError('NOT_READY', name), { cause });
  }
}

async function failedCheck({ ready, report }: HealthOptions): Promise<string | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new PublicError('NOT_READY', 'deadline')), readyDeadlineMilliseconds);
  });
  try {
    await Promise.race([ready(), late]);
    return null;
  } catch (error) {
    const notReady = asPublicError(error);
    report(notReady?.cause ?? error, '/readyz');
    return notReady?.code === 'NOT_READY' ? notReady.message : 'unnamed';
  } finally {
    clearTimeout(timer);
  }
}
