/* Apart from the rest, so that a service without webhooks does not load it. */
export { WebhookDelivery } from './delivery.ts';
export { endpointSecret } from './endpoint-secret.ts';
export { type Message, type Posted, post } from './post.ts';
export type { Attempt, DueMessage, WebhookQueue } from './queue.ts';
export { waits } from './schedule.ts';
export { type WebhookSettings, webhookSettings, webhookVariables } from './settings.ts';
export { parseTarget, type TargetRules } from './target.ts';
