import { setTimeout as wait } from 'node:timers/promises';
import { ask } from '../../../e2e/deployment.ts';

export interface LoadResult {
  readonly sent: number;
  /** Errors of failed or partial responses. */
  readonly failed: readonly string[];
}

/**
 * Runs four clients that send a query without a token in a loop, until an action ends.
 * @param graph the address without `/graphql`
 * @param action gets the number of responses so far
 */
export async function queryMeanwhile(
  graph: string,
  query: string,
  action: (sent: () => number) => Promise<void>,
): Promise<LoadResult> {
  const failed: string[] = [];
  let [sent, isOver] = [0, false];
  const load = Array.from({ length: 4 }, async () => {
    while (!isOver) {
      const { data, errors } = await ask(`${graph}/graphql`, { token: null, query }).catch(
        (error: unknown) => ({ data: null, errors: String(error) }),
      );
      if (data == null || errors !== undefined) failed.push(JSON.stringify(errors));
      sent += 1;
      await wait(50);
    }
  });
  try {
    await action(() => sent);
  } finally {
    isOver = true;
    await Promise.all(load);
  }
  return { sent, failed };
}
