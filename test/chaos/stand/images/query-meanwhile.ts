import { setTimeout as wait } from 'node:timers/promises';
import { ask } from '../../../e2e/deployment.ts';

export interface Queried {
  readonly answered: number;
  /** Errors of answers that are not whole. */
  readonly failed: readonly string[];
}

/**
 * Sends a query without a token again and again, four at a time, until an action is over.
 * @param graph the address without `/graphql`
 * @param action gets the number of answers so far
 */
export async function queryMeanwhile(
  graph: string,
  query: string,
  action: (answered: () => number) => Promise<void>,
): Promise<Queried> {
  const failed: string[] = [];
  let [answered, isOver] = [0, false];
  const load = Array.from({ length: 4 }, async () => {
    while (!isOver) {
      const { data, errors } = await ask(`${graph}/graphql`, { token: null, query }).catch(
        (error: unknown) => ({ data: null, errors: String(error) }),
      );
      if (data === null || errors !== undefined) failed.push(JSON.stringify(errors));
      answered += 1;
      await wait(50);
    }
  });
  try {
    await action(() => answered);
  } finally {
    isOver = true;
    await Promise.all(load);
  }
  return { answered, failed };
}
