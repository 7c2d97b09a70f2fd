import { PublicError } from '@civic-graph/errors';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Db } from '../../database/database.ts';
import { isUuid } from '../../database/lists.ts';
import { findOrder, type TestOrder } from './orders.ts';
import { payPage, payPagePolicy } from './pay-page.ts';
import type { TestProvider } from './sandbox-provider.ts';

const decision = z.object({ outcome: z.enum(['paid', 'declined']) });
const orderPath = '/provider/test/pay/:reference';

/** Routes of the simulated provider: its page, and the same as JSON for scripts. */
export async function testProviderRoutes(
  app: FastifyInstance,
  { db, provider }: { db: Db; provider: TestProvider },
): Promise<void> {
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );

  app.get<{ Params: { reference: string } }>(orderPath, async ({ params }, reply) => {
    return sendPage(reply, found(await findOrder(db, parseReference(params.reference))));
  });

  app.post<{ Params: { reference: string } }>(orderPath, async ({ params, body, headers }, reply) => {
    const parsed = decision.safeParse(body);
    if (!parsed.success) throw new PublicError('BAD_USER_INPUT', 'outcome: paid or declined');
    const order = found(await provider.decide(parseReference(params.reference), parsed.data.outcome));
    if (headers.accept?.includes('text/html')) return sendPage(reply, order);
    return { reference: order.reference, outcome: order.outcome };
  });
}

function parseReference(text: string): string {
  if (!isUuid(text)) throw new PublicError('NOT_FOUND');
  return text;
}

function found(order: TestOrder | undefined): TestOrder {
  if (order === undefined) throw new PublicError('NOT_FOUND');
  return order;
}

function sendPage(reply: FastifyReply, order: TestOrder): FastifyReply {
  return reply
    .header('content-security-policy', payPagePolicy)
    .header('cache-control', 'no-store')
    .header('referrer-policy', 'no-referrer')
    .type('text/html; charset=utf-8')
    .send(payPage(order));
}
