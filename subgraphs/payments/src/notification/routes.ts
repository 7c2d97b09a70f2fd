import { PublicError } from '@civic-graph/errors';
import type { FastifyInstance } from 'fastify';
import type { PaymentProviders } from '../provider/provider.ts';
import type { ProviderName } from '../provider-name.ts';
import { receiveNotification } from './receive.ts';
import type { NotificationDependencies } from './settle-notification.ts';

/**
 * Routes for providers' notifications. A separate Fastify scope, because the signature covers the raw body.
 */
export async function notificationRoutes(
  app: FastifyInstance,
  options: NotificationDependencies & { readonly providers: PaymentProviders },
): Promise<void> {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    ['application/json', 'application/x-www-form-urlencoded'],
    { parseAs: 'buffer', bodyLimit: 65_536 },
    (_request, body, done) => done(null, body),
  );
  app.post<{ Params: { provider: string } }>('/provider/:provider/notifications', async (request, reply) => {
    const provider = options.providers.get(request.params.provider as ProviderName);
    if (provider === undefined) throw new PublicError('NOT_FOUND');
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const outcome = await receiveNotification(options, provider, { headers: request.headers, body });
    if (outcome === 'unknown-payment' || outcome === 'wrong-amount') {
      throw new PublicError('PROVIDER_NOTIFICATION_MISMATCH', `refused: ${outcome}`);
    }
    // Always acknowledged, even if nothing changed, so that the provider stops retrying.
    const { contentType, body: answer } = provider.acknowledgement;
    return reply.type(contentType).send(answer);
  });
}
