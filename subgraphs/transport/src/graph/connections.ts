import { type ConnectionArguments, connectionFromArray } from '@civic-graph/subgraph-kit';
import type { Feed } from '../feed/feed.ts';
import type { FeedRow } from './mappers.ts';

/** A page of rows of one table. */
export function rowConnection(feed: Feed, rows: Iterable<number>, args: ConnectionArguments) {
  return modelConnection(rowsIn(feed, rows), args);
}

/** A page of a list that is known as a whole. */
export function modelConnection<Model>(models: readonly Model[], args: ConnectionArguments) {
  return { ...connectionFromArray(models, args), totalCount: models.length };
}

export function rowsIn(feed: Feed, rows: Iterable<number>): FeedRow[] {
  return Array.from(rows, (row) => ({ feed, row }));
}
