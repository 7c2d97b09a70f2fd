import { expect, it } from 'vitest';
import type { GraphAnswer, RunOperation } from '../../../graph/graph-client.ts';
import { removeWebhooks } from './remove-webhooks.ts';

/** A graph that gives these answers in turn, and the variables that it was given. */
function graph(...answers: readonly GraphAnswer<object>[]) {
  const asked: unknown[] = [];
  const run: RunOperation = async (_document, variables) =>
    answers[asked.push(variables) - 1] as GraphAnswer<never>;
  return { run, asked };
}
const registration = {
  data: { appRegistration: { webhookKey: 'key', paymentWebhooks: [{ id: 'one' }, { id: 'two' }] } },
  errors: [],
};
const removed = { data: { removeAppWebhook: { id: 'one' } }, errors: [] };
const failed = { data: {}, errors: [{ message: 'down', code: null, remedy: null }] } as never;

it('removes every webhook with the key of the registration', async () => {
  const { run, asked } = graph(registration, removed, removed);
  expect(await removeWebhooks(run, 'app')).toBeNull();
  expect(asked).toEqual([
    { clientId: 'app' },
    { input: { webhookKey: 'key', webhook: 'one' } },
    { input: { webhookKey: 'key', webhook: 'two' } },
  ]);
});

it('says what kept a webhook from being read or removed', async () => {
  expect(await removeWebhooks(graph(failed).run, 'app')).toBe('down');
  expect(await removeWebhooks(graph(registration, removed, failed).run, 'app')).toBe('down');
});
