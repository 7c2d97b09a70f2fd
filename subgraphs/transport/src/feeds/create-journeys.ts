import { describeError } from '@civic-graph/errors';
import { createLogger } from '@civic-graph/subgraph-kit';
import type { TransportConfig } from '../config.ts';
import { planningTables } from '../journey/planning-tables.ts';
import { JourneyService } from '../journey/worker/journey-service.ts';
import type { Network, NetworkJourneys } from './network.ts';

/** Starts the planner of a network if the configuration says so; otherwise the first journey starts it. */
export async function createJourneys(
  { logLevel, planAhead }: Pick<TransportConfig, 'logLevel' | 'planAhead'>,
  { feeds, places: { count, of } }: Omit<Network, 'journeys'>,
): Promise<NetworkJourneys> {
  const logger = createLogger('transport', logLevel);
  const planned = { feeds: feeds.map(({ feed }) => planningTables(feed)), places: { count, of } };
  const journeys: NetworkJourneys = new JourneyService(planned, (error) =>
    logger.error({ error: describeError(error) }, 'the journey planner failed'),
  );
  if (planAhead) await journeys.warm();
  return journeys;
}
