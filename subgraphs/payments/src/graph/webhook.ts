import { parseTarget, type TargetRules } from '@civic-graph/service/webhooks';
import { connectionFromPage, parseConnectionArguments } from '@civic-graph/subgraph-kit';
import type { Db } from '../database/database.ts';
import { isUuid } from '../database/lists.ts';
import { once } from '../idempotency/once.ts';
import { endpointsOf, registerEndpoint, removeEndpoint, replay } from '../webhook/endpoints.ts';
import { messageBody } from '../webhook/message-body.ts';
import { paymentEndpointSecret } from '../webhook/payment-webhook-queue.ts';
import { callingApp } from './calling-app.ts';
import type { PaymentsContext } from './context.ts';
import { enumValue } from './enum-value.ts';
import type {
  MutationResolvers,
  QueryResolvers,
  WebhookAttemptResolvers,
  WebhookDeliveryResolvers,
  WebhookResolvers,
} from './resolver-types.ts';

export interface WebhookResolverDependencies {
  readonly db: Db;
  readonly clock: () => Date;
  readonly key: string;
  readonly rules: TargetRules;
}

type Mutations = MutationResolvers<PaymentsContext>;

export function paymentWebhooks(db: Db): NonNullable<QueryResolvers<PaymentsContext>['paymentWebhooks']> {
  return (_root, _args, context) => endpointsOf(db, callingApp(context));
}

export function registerWebhook(
  dependencies: WebhookResolverDependencies,
): NonNullable<Mutations['registerWebhook']> {
  return (_root, { input }, context) => registerFor(callingApp(context), input, dependencies);
}

/** Registers a webhook of an app, once for each idempotency key. */
export async function registerFor(
  clientId: string,
  input: { readonly url: string; readonly idempotencyKey: string },
  { db, clock, key, rules }: WebhookResolverDependencies,
) {
  const url = parseTarget(input.url, rules)?.href;
  if (url === undefined) {
    const message = 'Give an https address of the public network, without a user name or password.';
    return { __typename: 'WebhookTargetForbidden', message } as const;
  }
  const now = clock();
  const request = { mutation: 'registerWebhook', url };
  const by = { kind: 'app', clientId } as const;
  const registered = await once(db, { by, key: input.idempotencyKey, request, now }, (trx) =>
    registerEndpoint(trx, clientId, url, now),
  );
  if (registered.kind === 'too-many') {
    const message = 'The app has ten webhooks in use: remove one.';
    return { __typename: 'TooManyWebhooks', message } as const;
  }
  const webhook = await db
    .selectFrom('webhook_endpoint')
    .selectAll()
    .where('client_id', '=', clientId)
    .where('id', '=', registered.id)
    .executeTakeFirstOrThrow();
  const secret = paymentEndpointSecret(key, clientId, registered.id);
  return { __typename: 'WebhookRegistered', webhook, secret } as const;
}

export function removeWebhook({
  db,
  clock,
}: WebhookResolverDependencies): NonNullable<Mutations['removeWebhook']> {
  return async (_root, { id }, context) => {
    const clientId = callingApp(context);
    return isUuid(id) ? ((await removeEndpoint(db, clientId, id, clock())) ?? null) : null;
  };
}

export function replayWebhookDelivery({
  db,
  clock,
}: WebhookResolverDependencies): NonNullable<Mutations['replayWebhookDelivery']> {
  return async (_root, { id }, context) => {
    const clientId = callingApp(context);
    return isUuid(id) ? ((await replay(db, clientId, id, clock())) ?? null) : null;
  };
}

export const Webhook: WebhookResolvers<PaymentsContext> = {
  createdAt: (row) => row.created_at.toISOString(),
  removedAt: (row) => row.removed_at?.toISOString() ?? null,
  deliveries: async (row, args, { loaders }) => {
    const page = parseConnectionArguments(args);
    const filter = args.state?.toLowerCase() ?? null;
    const rows = await loaders.deliveriesOfWebhook.load({ ...page, owner: row.id, filter });
    return connectionFromPage(rows, page, (message) => [message.occurred_at.toISOString(), message.id]);
  },
};

export const WebhookDelivery: WebhookDeliveryResolvers<PaymentsContext> = {
  paymentId: (row) => row.payment_id,
  disputeId: (row) => row.dispute_id,
  occurredAt: (row) => row.occurred_at.toISOString(),
  state: (row) => enumValue(row.delivery),
  nextAttemptAt: (row) => row.next_attempt_at?.toISOString() ?? null,
  payload: async (row, _args, { loaders }) =>
    messageBody(row, row.payment_id && (await loaders.referenceOfPayment.load(row.payment_id))),
  attempts: (row, _args, { loaders }) => loaders.attemptsOfDelivery.load(row.id),
};

export const WebhookAttempt: WebhookAttemptResolvers<PaymentsContext> = {
  attemptedAt: (row) => row.attempted_at.toISOString(),
  durationMs: (row) => row.duration_ms,
};
