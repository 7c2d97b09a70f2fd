import { type NodeProcess, startNode } from '../../node-process.ts';

const startDeadlineMs = 120_000;

/**
 * The payments service as in production. A start may fail during a fault of the database, and is then
 * retried.
 */
export async function startPayments(env: Readonly<Record<string, string>>): Promise<NodeProcess> {
  const deadline = performance.now() + startDeadlineMs;
  for (;;) {
    const payments = startNode('bundle/payments.js', env);
    try {
      await payments.ready(`http://127.0.0.1:${env.PORT}`);
      return payments;
    } catch (error) {
      if (performance.now() > deadline) throw error;
    }
  }
}
