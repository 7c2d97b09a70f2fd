import type { Development } from '@civic-graph/registry/commands/develop';
import type { CommandContext } from '../command.ts';
import { CommandError } from '../command-error.ts';
import { refusedByDemo } from '../refused-by-demo.ts';

/** A demo in which subgraphs can be developed. */
export interface OpenDemo {
  readonly development: Development;
  /** Verifies calls of the demo's gateway. */
  readonly gatewayKey: string;
  readonly isDemoRunning: () => Promise<boolean>;
  /** Stops the demo too if this command has started it. */
  close(): Promise<void>;
}

/** Finds the demo on the data folder, or starts one. @throws CommandError */
export async function openDemo(
  { env, note }: Pick<CommandContext, 'env' | 'note'>,
  stop: AbortSignal,
): Promise<OpenDemo> {
  const { createProgress, findRunningDemo, readConfig, startDeployment } = await import(
    '@civic-graph/launcher'
  );
  const { openDevelopment } = await import('@civic-graph/registry/commands/develop');
  return refusedByDemo(async () => {
    let found = await findRunningDemo(env);
    let stopDemo = async () => {};
    let hasFailed = false;
    if (found === null) {
      note('No demo runs; starting one.');
      const deployment = await startDeployment(readConfig(env), {
        progress: createProgress(note),
        ...{ env, signal: stop },
      });
      stopDemo = deployment.stop;
      deployment.failure.catch(() => {
        hasFailed = true;
      });
      found = await findRunningDemo(env);
      if (found === null) throw new CommandError('the demo that was started has ended');
    }
    const development = openDevelopment(found.registryDatabaseUrl);
    return {
      ...{ development, gatewayKey: found.gatewayKey },
      isDemoRunning: async () => !hasFailed && (await findRunningDemo(env)) !== null,
      async close() {
        await development.close();
        await stopDemo();
      },
    };
  });
}
