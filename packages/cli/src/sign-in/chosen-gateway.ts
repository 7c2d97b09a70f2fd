import type { Host } from '../host.ts';
import { openSessionStore } from './session-store.ts';

/** Gateway of the demo. */
export const demoGateway = 'http://127.0.0.1:4000';

/** The gateway that was named, or of `CIVIC_GATEWAY`. */
export function namedGateway(named: string | undefined, env: Host['env']): string | undefined {
  return named ?? (env.CIVIC_GATEWAY || undefined);
}

/**
 * The gateway that was named, of `CIVIC_GATEWAY`, of the latest session, or of the demo.
 * @throws CommandError for a session that cannot be used
 */
export async function chosenGateway(named: string | undefined, env: Host['env']): Promise<string> {
  const latest = async () => (await openSessionStore(env)?.latest())?.gateway;
  return namedGateway(named, env) ?? (await latest()) ?? demoGateway;
}
