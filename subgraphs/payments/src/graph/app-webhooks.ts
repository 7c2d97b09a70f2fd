import { PublicError } from '@civic-graph/errors';
import type { PairwiseIds } from '@civic-graph/tokens';
import { isUuid } from '../database/lists.ts';
import { endpointsOf, removeEndpoint, replay, writeTestEvent } from '../webhook/endpoints.ts';
import type { PaymentsContext } from './context.ts';
import type { AppRegistrationResolvers, MutationResolvers } from './resolver-types.ts';
import { registerFor, type WebhookResolverDependencies } from './webhook.ts';

interface AppWebhookDependencies extends WebhookResolverDependencies {
  readonly pairwiseIds: PairwiseIds;
}

type AppWebhookMutations = Pick<
  MutationResolvers<PaymentsContext>,
  'registerAppWebhook' | 'removeAppWebhook' | 'replayAppWebhookDelivery' | 'sendTestWebhook'
>;

interface AppWebhooks {
  readonly registration: AppRegistrationResolvers<PaymentsContext>;
  readonly mutation: AppWebhookMutations;
}

/**
 * Webhooks as the app's developer manages them. Only identity knows who owns an app, and shows a registration
 * to nobody else; the key that comes with it is sealed for that developer.
 */
export function appWebhooks(dependencies: AppWebhookDependencies): AppWebhooks {
  const { db, clock, pairwiseIds } = dependencies;

  function appOf(webhookKey: string, context: PaymentsContext): string {
    const clientId = pairwiseIds.citizenKeyOf(webhookKey, scopeOf(context));
    if (clientId === null) {
      throw new PublicError(
        'FORBIDDEN',
        'webhookKey: not a key of yours; read it from AppRegistration.webhookKey',
      );
    }
    return clientId;
  }

  return {
    registration: {
      __resolveReference: ({ clientId, state }) => ({ clientId, state }),
      webhookKey: ({ clientId, state }, _args, context) =>
        state === 'DELETED' ? null : pairwiseIds.idOf(clientId, scopeOf(context)),
      paymentWebhooks: ({ clientId }) => endpointsOf(db, clientId),
    },
    mutation: {
      registerAppWebhook: (_root, { input }, context) =>
        registerFor(appOf(input.webhookKey, context), input, dependencies),
      async removeAppWebhook(_root, { input: { webhookKey, webhook } }, context) {
        const clientId = appOf(webhookKey, context);
        return isUuid(webhook) ? ((await removeEndpoint(db, clientId, webhook, clock())) ?? null) : null;
      },
      async replayAppWebhookDelivery(_root, { input: { webhookKey, delivery } }, context) {
        const clientId = appOf(webhookKey, context);
        return isUuid(delivery) ? ((await replay(db, clientId, delivery, clock())) ?? null) : null;
      },
      async sendTestWebhook(_root, { input: { webhookKey, webhook } }, context) {
        const clientId = appOf(webhookKey, context);
        return isUuid(webhook) ? ((await writeTestEvent(db, clientId, webhook, clock())) ?? null) : null;
      },
    },
  };
}

/** Agency ids have no spaces, so a key can never be a citizen's pairwise id. */
function scopeOf({ principal }: Pick<PaymentsContext, 'principal'>): string {
  if (principal.kind !== 'developer') {
    throw new PublicError('FORBIDDEN', 'only for the developer of the app');
  }
  return `webhooks of ${principal.developer}`;
}
