import { type NodeProcess, startNode } from '../../node-process.ts';

const startDeadlineMs = 120_000;

/**
 * The payments service as production runs it. A start during a fault of the database may fail: then again.
 */
export async function startPayments(env: Readonly<Record<string, string>>): Promise<NodeProcess> {
  const deadline = performance.now() + startDeadlineMs;
  for (;;) {
    const payments = startNode('subgraphs/payments/dist/index.js', env);
    try {
      await payments.ready(`http://127.0.0.1:${env.PORT}`);
      return payments;
    } catch (error) {
      if (performance.now() > deadline) throw error;
    }
  }
}
