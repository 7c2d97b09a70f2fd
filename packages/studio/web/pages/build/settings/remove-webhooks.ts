import type { RunOperation } from '../../../graph/graph-client.ts';
import { BuildRemoveWebhookDocument, BuildWebhooksDocument } from '../../../graph/operations.ts';
import { problemIn } from '../../../graph/problem-in.ts';

/**
 * Removes all webhooks of an app that is about to be deleted: payments does not learn of the deletion.
 * @returns what kept them from being removed; null if none is left
 */
export async function removeWebhooks(run: RunOperation, clientId: string): Promise<string | null> {
  const { data, errors } = await run(BuildWebhooksDocument, { clientId });
  if (errors[0] !== undefined) return errors[0].message;
  const { webhookKey = null, paymentWebhooks = null } = data.appRegistration ?? {};
  if (webhookKey === null) return null;
  for (const { id } of paymentWebhooks ?? []) {
    const problem = problemIn(await run(BuildRemoveWebhookDocument, { input: { webhookKey, webhook: id } }));
    if (problem !== null) return problem;
  }
  return null;
}
