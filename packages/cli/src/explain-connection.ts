import { CommandError } from './command-error.ts';

/**
 * Runs work that needs a database.
 *
 * @param variable environment variable with the URL of the database
 * @throws CommandError with one line that names the variable, if the database is unreachable
 */
export async function explainConnection<T>(variable: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { connectionProblem } = await import('@civic-graph/subgraph-kit');
    const problem = connectionProblem(error, variable);
    throw problem === null ? error : new CommandError(problem);
  }
}
