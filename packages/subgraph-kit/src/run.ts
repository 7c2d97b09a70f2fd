import { PolicyError } from '@civic-graph/policy';
import { ConfigurationError, closeOnSignal, parseEnvironment } from '@civic-graph/service';
import { refusedConnection } from './database/connection-refused.ts';
import { baseEnvironment } from './environment.ts';
import type { Subgraph } from './subgraph.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The part of `process` that a service uses. */
export interface Host {
  readonly env: Environment;
  readonly stderr: { write(text: string): unknown };
  once(signal: 'SIGTERM' | 'SIGINT', listener: () => void): unknown;
  exit(code: number): unknown;
}

/**
 * Runs a subgraph as a process: environment, start, signals. Only for `src/index.ts`.
 *
 * @param create creates the subgraph from the environment, which it parses itself
 * @param defaults values of absent variables, such as `PORT`
 */
export async function runSubgraph(
  create: (env: Environment) => Promise<Subgraph>,
  defaults: Environment = {},
  host: Host = process,
): Promise<void> {
  const env = { ...defaults, ...present(host.env) };
  try {
    const { HOST, PORT } = parseEnvironment({ HOST: baseEnvironment.HOST, PORT: baseEnvironment.PORT }, env);
    const subgraph = await create(env);
    closeOnSignal(subgraph, host);
    await subgraph.listen({ host: HOST, port: PORT });
  } catch (error) {
    host.stderr.write(`${reason(error)}\n`);
    host.exit(1);
  }
}

/** An empty variable counts as absent. */
function present(env: Environment): Environment {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
}

/** One line for a configuration error, the stack for a bug. */
function reason(error: unknown): string {
  if (error instanceof ConfigurationError || error instanceof PolicyError) return error.message;
  const refused = refusedConnection(error);
  if (refused !== null) return refused.message;
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return `PORT: ${'port' in error ? error.port : ''} is in use by another program`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
