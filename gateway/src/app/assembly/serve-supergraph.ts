import type { ApolloServer } from '@apollo/server';
import { rateLimited } from '@civic-graph/service';
import { ParseQueue } from '../../admission/admission-queue/parse-queue.ts';
import { createSwitchClient } from '../../admission/kill-switches/switch-client.ts';
import type { GatewayConfig } from '../../config/config.ts';
import { shownSettings } from '../../config/shown-settings.ts';
import { createEngine } from '../../execution/create-engine.ts';
import type { Engine } from '../../execution/engine.ts';
import { operationMetrics } from '../../execution/operation-metrics.ts';
import { slowOperationLog } from '../../execution/slow-operations.ts';
import type { HealthReports } from '../../observability/health-report/health-reports.ts';
import { UsageCounter } from '../../observability/usage/usage-counter.ts';
import type { UsageReports } from '../../observability/usage/usage-reports.ts';
import { loadPlanner } from '../../planning/planners/load-planner.ts';
import { timedPlanner } from '../../planning/timed-planner.ts';
import { withoutLiterals } from '../../planning/without-literals.ts';
import {
  type ContractServer,
  createApolloServer,
  type PersistedQuery,
} from '../../server/http/apollo-server.ts';
import { type ErrorFormatter, errorMask } from '../../server/http/mask-error.ts';
import type { CallContext } from '../../subgraphs/subgraph-port.ts';
import { subgraphDirectory } from '../../subgraphs/transport/subgraph-directory.ts';
import type { CivicGateway } from '../../supergraph/civic-gateway.ts';
import { withOwnSubgraph } from '../../supergraph/own-subgraph/own-subgraph.ts';
import type { BackingServices } from './backing-services.ts';
import type { Observers } from './observers.ts';
import { openSource } from './open-source.ts';
import { type RolloutHealth, rolloutHealth } from './report-health.ts';
import { countsUsage, startUsageReports } from './start-usage-reports.ts';

/** The engine with everything behind it, without the HTTP server in front. */
export interface ServedGraph {
  readonly engine: Engine;
  readonly gateway: CivicGateway;
  readonly server: ApolloServer<CallContext>;
  readonly contractServer: ContractServer;
  readonly mask: ErrorFormatter;
  readonly parseQueue: ParseQueue;
  readonly persistedQuery: PersistedQuery;
  /** Sends the last usage report; `null` without a registry. */
  readonly usage: UsageReports | null;
  /** To the registry; `null` without one. */
  readonly reports: HealthReports | null;
}

/** @throws if the supergraph must not be served */
export async function serveSupergraph(
  config: GatewayConfig,
  services: BackingServices,
  observers: Observers,
): Promise<ServedGraph> {
  const { logger, metrics } = observers;
  // A request admitted after half of its time still has the other half.
  const parseQueue = new ParseQueue(config.deadlineMs / 2);
  const { supergraph } = config;
  const { source, published, registry } = await openSource(supergraph, logger);
  const health =
    registry !== null && supergraph.kind === 'registry' ? rolloutHealth(supergraph, registry, logger) : null;
  const counter = countsUsage(supergraph) ? new UsageCounter(Math.random) : undefined;
  const engine = createServingEngine(
    config,
    services,
    { serving: () => gateway.serving, parseQueue, counter, health },
    observers,
  );
  const nextLine = rateLimited();
  const { createPlanner, trySupergraph } = await loadPlanner(config.planner, (error) => {
    const leftOut = nextLine();
    if (leftOut === null) return;
    const reason = withoutLiterals(error);
    logger.warn({ reason, leftOut }, 'the planner found no plan; trying the fallback planner');
  });
  const maskError = errorMask({ hideSuggestions: config.deployment === 'production' });
  const mask: ErrorFormatter = (formatted, error) => {
    const masked = maskError(formatted, error);
    metrics.errorSent(String(masked.extensions?.code));
    return masked;
  };
  const { server, contractServer, gateway, persistedQuery } = createApolloServer(config, engine, {
    source,
    directory: subgraphDirectory({ ...config.directory, published }),
    setEndpoints: services.subgraphs.setEndpoints,
    observe: metrics.supergraphChanged,
    createPlanner: (...sdl) => timedPlanner(createPlanner(...sdl), metrics.planned),
    trySupergraph,
    overrideLabels: config.overrideLabels,
    logger,
    mask,
    switchboard: services.switchboard,
    safelists: services.safelists,
    parseQueue,
  });
  try {
    await server.start();
  } catch (error) {
    await health?.reportFailedStart();
    throw error;
  }
  const usage = counter && countsUsage(supergraph) ? startUsageReports(supergraph, counter, logger) : null;
  const reports = health?.start() ?? null;
  return { engine, gateway, server, contractServer, mask, parseQueue, persistedQuery, usage, reports };
}

interface ServingParts {
  readonly serving: () => CivicGateway['serving'];
  readonly parseQueue: ParseQueue;
  /** Absent where nothing is reported. */
  readonly counter: UsageCounter | undefined;
  readonly health: Pick<RolloutHealth, 'count' | 'countThrown'> | null;
}

function createServingEngine(
  config: GatewayConfig,
  services: BackingServices,
  { serving, parseQueue, counter, health }: ServingParts,
  { logger, metrics }: Observers,
): Engine {
  const { subgraphs, agencies, switchboard, safelists, audit, quotas, identity } = services;
  const { limits, authorizationMode } = config;
  const consentUrl = config.tokens.issuer;
  const changeSwitches = createSwitchClient(identity);
  const settings = shownSettings(config);
  const countRun = operationMetrics(metrics);
  const logSlow = slowOperationLog(logger, config.slowOperationMs);
  return createEngine({
    audit,
    quotas,
    parseQueue,
    events: subgraphs.events,
    subgraphs: withOwnSubgraph(agencies, () => {
      const { schema, served } = serving();
      return {
        schema,
        policyIndex: served.policyIndex,
        switched: switchboard.in(served),
        limits,
        consentUrl,
        parseQueue,
        charge: (caller, points) => quotas?.take(caller, points),
        switches: { schema, served, switchboard, change: changeSwitches },
        settings,
      };
    }),
    switchboard,
    safelists: safelists ?? undefined,
    limits,
    authorizationMode,
    onWouldDeny: (wouldDeny, requestId) =>
      logger.warn({ wouldDeny, requestId }, 'dry run: fields would have been denied'),
    maxErrors: config.maxErrors,
    maxPreparedOperations: config.maxPreparedOperations,
    maxPreparedCharacters: config.maxPreparedCharacters,
    consentUrl,
    withholdsPersonalData: () => services.revocationState() !== 'current',
    isRevoked: services.isRevoked,
    onRefusal: metrics.fieldRefused,
    usage: counter,
    onRun(admitted, call, seconds, errors) {
      countRun(admitted.operation, call.principal, seconds);
      health?.count(errors, call);
      logSlow(admitted, call, seconds);
    },
    onThrown: (error) => health?.countThrown(error),
  });
}
