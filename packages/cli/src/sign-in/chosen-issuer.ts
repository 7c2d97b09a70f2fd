import type { Host } from '../host.ts';

/** The issuer that was named, of `CIVIC_ISSUER`, or of the running demo. */
export async function chosenIssuer(named: string | undefined, env: Host['env']): Promise<string> {
  const chosen = named ?? (env.CIVIC_ISSUER || undefined);
  if (chosen !== undefined) return chosen;
  const { findIssuer } = await import('@civic-graph/launcher');
  const { refusedByDemo } = await import('../refused-by-demo.ts');
  return refusedByDemo(() => findIssuer(env));
}
