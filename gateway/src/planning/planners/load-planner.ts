import { ConfigurationError } from '@civic-graph/service';
import type { Planner, PlannerFactory, SupergraphTrial } from '../planner.ts';
import { withFallback } from './fallback-planner.ts';
import { createIsolatedStepwisePlanner } from './isolated-stepwise-planner.ts';
import { createRustPlanner, loadForRust } from './rust-planner.ts';
import { validatingPlanner } from './validating-planner.ts';

export interface LoadedPlanner {
  readonly createPlanner: PlannerFactory;
  /** Reads a supergraph outside this process and gets ready to plan for it. */
  readonly trySupergraph: SupergraphTrial;
}

/**
 * Loads one primary planner: some platforms have no native one. The others are fallbacks, the stepwise
 * planner last.
 * @param report receives the reason why a planner found no plan
 * @throws ConfigurationError if the native planner does not load
 */
export async function loadPlanner(
  name: 'rust' | 'apollo',
  report: (reason: unknown) => void = () => undefined,
): Promise<LoadedPlanner> {
  const loadApollo = () => import('./isolated-apollo-planner.ts');
  if (name === 'apollo') {
    const { createIsolatedApolloPlanner, loadForApollo } = await loadApollo();
    return {
      createPlanner: (supergraphSdl, gatewaySdl) =>
        withFallback(
          validatingPlanner(createIsolatedApolloPlanner(gatewaySdl), gatewaySdl),
          async () => stepwise(supergraphSdl),
          report,
        ),
      trySupergraph: (_, gatewaySdl) => loadForApollo(gatewaySdl),
    };
  }
  // Only checks that the module loads; it reads nothing in this process.
  await import('@graphql-hive/router-query-planner').catch(() => {
    throw new ConfigurationError(
      'PLANNER: the native planner has no build for this platform; set PLANNER=apollo, which is slower',
    );
  });
  const createPlanner: PlannerFactory = (supergraphSdl, gatewaySdl) => {
    const createSecond = async () => {
      const { createIsolatedApolloPlanner } = await loadApollo();
      const second = validatingPlanner(createIsolatedApolloPlanner(gatewaySdl), gatewaySdl);
      return withFallback(second, async () => stepwise(supergraphSdl), report);
    };
    const first = validatingPlanner(createRustPlanner(supergraphSdl), supergraphSdl);
    return withFallback(first, createSecond, report);
  };
  return { createPlanner, trySupergraph: loadForRust };
}

/** The last fallback; its plans are validated like others. */
function stepwise(supergraphSdl: string): Planner {
  return validatingPlanner(createIsolatedStepwisePlanner(supergraphSdl), supergraphSdl);
}
