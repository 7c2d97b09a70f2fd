import { type ConnectionArguments, connectionFromArray } from '@civic-graph/subgraph-kit';
import type { Feed } from '../feed/feed.ts';
import type { FeedRow } from './mappers.ts';

/** A page of rows of one table. */
export function rowConnection(feed: Feed, rows: Iterable<number>, args: ConnectionArguments) {
  const models = Array.from(rows, (row): FeedRow => ({ feed, row }));
  return { ...connectionFromArray(models, args), totalCount: models.length };
}
