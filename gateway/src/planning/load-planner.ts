import { ConfigurationError } from '@civic-graph/config';
import type { PlannerFactory } from '../supergraph/served-supergraph.ts';

/**
 * Loads one planner and not the other: the native one has no build for some platforms, and must not be needed there.
 *
 * @throws ConfigurationError where the native planner does not load
 */
export async function loadPlanner(name: 'rust' | 'apollo'): Promise<PlannerFactory> {
  if (name === 'apollo') {
    const { createApolloPlanner } = await import('./apollo-planner.ts');
    return (_, gatewaySdl) => createApolloPlanner(gatewaySdl);
  }
  const native = await import('./rust-planner.ts').catch(() => {
    throw new ConfigurationError(
      'PLANNER: the native planner has no build for this platform; set PLANNER=apollo, which is slower',
    );
  });
  return (supergraphSdl) => native.createRustPlanner(supergraphSdl);
}
