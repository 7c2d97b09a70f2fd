import { resolve } from 'node:path';
import { describeError } from '@civic-graph/errors';
import { ConfigurationError } from '@civic-graph/service';
import { createLogger, invalidateCache } from '@civic-graph/subgraph-kit';
import type { TransportConfig } from '../config.ts';
import { expiredCalendar } from '../feed/expired-calendar.ts';
import { counted } from '../gtfs/counted.ts';
import { describeProblem, type LoadReport } from '../gtfs/load-report.ts';
import { firstErrors } from '../gtfs/report-text.ts';
import { loadInThread } from '../loading/load-in-thread.ts';
import { demoSource } from '../source/demo-source.ts';
import type { FeedSource } from '../source/feed-source.ts';
import { readFeed } from '../source/read-feed.ts';
import { isUrl, zipSource } from '../source/zip-source.ts';
import type { FeedSettings } from './feed-settings.ts';
import { FeedStore, type FeedStoreOptions, type LoadedFeed } from './feed-store.ts';
import { removeRefusalReport, writeRefusalReport } from './refusal-report.ts';

/** Every answer depends on one of these: root fields are on `Query`, entities have these types. */
const everyAnswer = ['Query', 'Stop', 'Station', 'Route', 'Pattern', 'Trip', 'Agency', 'Region'];

export interface FeedSurroundings {
  readonly clock: () => Date;
  /** Sources by feed id, instead of the places of the configuration. */
  readonly sources?: Readonly<Record<string, FeedSource>> | undefined;
  /** Puts a newer version of a feed into service. */
  readonly serve: (loaded: LoadedFeed) => Promise<void>;
  readonly onReplaced: (feedId: string) => void;
}

/**
 * Loads the configured feeds one after the other, which bounds the memory. A feed that cannot be loaded is
 * logged, and tried again at its interval.
 *
 * @throws ConfigurationError if none of them can be loaded
 */
export async function openFeeds(
  config: TransportConfig,
  surroundings: FeedSurroundings,
): Promise<readonly FeedStore[]> {
  const logger = createLogger('transport', config.logLevel);
  const stores: FeedStore[] = [];
  const refusals: string[] = [];
  for (const settings of config.feeds) {
    const store = await FeedStore.open(storeOptions(config, settings, surroundings));
    warnOfEnd(config, settings, surroundings, store);
    stores.push(store);
    if (store.refusal === null) {
      await removeRefusalReport(config.dataDirectory, settings.id);
      continue;
    }
    const { report } = store.refusal;
    const path = await writeRefusalReport(config.dataDirectory, settings.id, report);
    refusals.push(describeRefusal(settings, report, path));
    const [first] = report.problems;
    logger.error({ feedId: settings.id, code: first?.code, report: path }, 'the feed could not be loaded');
  }
  if (stores.some(({ current }) => current !== null)) return stores;
  const [only] = refusals;
  if (config.feeds.length === 1) throw new ConfigurationError(`${config.feedsVariable}: ${only}`);
  const each = refusals.map((refusal, index) => `${config.feeds[index]?.id}: ${refusal}`);
  throw new ConfigurationError(
    `${config.feedsVariable}: none of the ${refusals.length} feeds can be loaded; fix at least one\n  ${each.join('\n  ')}`,
  );
}

/** The path is for the operator only; a URL may contain a key, and is not shown. */
function describeRefusal({ gtfs }: FeedSettings, report: LoadReport, path: string | null): string {
  const [first] = report.problems;
  if (first?.code === 'unreadable_source' && gtfs !== null && !isUrl(gtfs)) {
    return `${resolve(gtfs)}: ${first.message}`;
  }
  const all = path === null ? 'list them with: npx civic feed validate FEED' : `all are in ${path}`;
  return `the feed is refused because of ${counted(report.errors, 'error')}; ${all}\n  ${firstErrors(report)}`;
}

/** How a feed is loaded and reported. */
export function storeOptions(
  config: TransportConfig,
  settings: FeedSettings,
  surroundings: FeedSurroundings,
): FeedStoreOptions {
  const { id: feedId, gtfs } = settings;
  const { clock, sources, serve, onReplaced } = surroundings;
  const logger = createLogger('transport', config.logLevel);
  return {
    source: sources?.[feedId] ?? (gtfs === null ? demoSource(clock) : zipSource(gtfs)),
    feedId,
    clock,
    load: config.loadsInThread ? loadInThread : readFeed,
    serve,
    onFailure: (error) =>
      logger.error({ feedId, error: describeError(error) }, 'the feed could not be loaded'),
    onReload: (outcome, store) => {
      if (store.refusal === null) {
        logger.info({ feedId, outcome }, 'feed reloaded');
        void removeRefusalReport(config.dataDirectory, feedId);
        warnOfEnd(config, settings, surroundings, store);
        onReplaced(feedId);
        invalidateAnswers(config);
      } else {
        const { report } = store.refusal;
        const problems = report.problems.slice(0, 5);
        void writeRefusalReport(config.dataDirectory, feedId, report).then((path) =>
          logger.warn({ feedId, outcome, problems, report: path }, 'feed refused'),
        );
      }
    },
  };
}

function warnOfEnd(
  { logLevel }: TransportConfig,
  { id: feedId }: FeedSettings,
  { clock }: FeedSurroundings,
  { current }: FeedStore,
): void {
  const expired = current === null ? null : expiredCalendar(current.feed, clock());
  if (expired !== null) createLogger('transport', logLevel).warn({ feedId }, describeProblem(expired));
}

/** Invalidates all cached answers, each of which may depend on any feed. */
export function invalidateAnswers({ logLevel, subgraphSecret: secret, gateways }: TransportConfig): void {
  const logger = createLogger('transport', logLevel);
  const report = (problem: object) => logger.warn(problem, 'a gateway may still serve the previous feed');
  void invalidateCache({ name: 'transport', secret, gateways, report }, { tags: everyAnswer });
}
