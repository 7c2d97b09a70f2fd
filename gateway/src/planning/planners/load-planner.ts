import { ConfigurationError } from '@civic-graph/config';
import type { PlannerFactory } from '../../supergraph/served-supergraph.ts';
import { coveringPlanner } from '../covering/covering-planner.ts';
import { withFallback } from './fallback-planner.ts';

/**
 * Loads one planner and not the other: the native one has no build for some platforms, and must not be needed there.
 * Where the native planner finds no plan for an operation, the other one is asked.
 *
 * @param report told why the native planner found no plan
 * @throws ConfigurationError where the native planner does not load
 */
export async function loadPlanner(
  name: 'rust' | 'apollo',
  report: (reason: unknown) => void = () => undefined,
): Promise<PlannerFactory> {
  const loadApollo = () => import('./isolated-apollo-planner.ts');
  if (name === 'apollo') {
    const { createIsolatedApolloPlanner } = await loadApollo();
    return (_, gatewaySdl) => coveringPlanner(createIsolatedApolloPlanner(gatewaySdl), gatewaySdl);
  }
  const native = await import('./rust-planner.ts').catch(() => {
    throw new ConfigurationError(
      'PLANNER: the native planner has no build for this platform; set PLANNER=apollo, which is slower',
    );
  });
  return (supergraphSdl, gatewaySdl) => {
    const createSecond = async () =>
      coveringPlanner((await loadApollo()).createIsolatedApolloPlanner(gatewaySdl), gatewaySdl);
    const first = coveringPlanner(native.createRustPlanner(supergraphSdl), supergraphSdl);
    return withFallback(first, createSecond, report);
  };
}
