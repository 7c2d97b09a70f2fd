import { CommandError } from './command-error.ts';
import { exitCode } from './exit-codes.ts';

/** Runs a request to the demo. @throws CommandError with exit code 1 if no demo runs, or it refuses */
export async function refusedByDemo<T>(request: () => Promise<T>): Promise<T> {
  const { LaunchError } = await import('@civic-graph/launcher');
  try {
    return await request();
  } catch (error) {
    throw error instanceof LaunchError ? new CommandError(error.message, exitCode.negative) : error;
  }
}
