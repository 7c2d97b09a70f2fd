import {
  type ConnectionArguments,
  connectionFromArray,
  parseConnectionArguments,
} from '@civic-graph/subgraph-kit';
import type { Feed } from '../feed/feed.ts';
import type { FeedRow } from './mappers.ts';

/** A page of rows of one table. */
export function rowConnection(feed: Feed, rows: Iterable<number>, args: ConnectionArguments) {
  return modelConnection(rowsIn(feed, rows), args);
}

/** A page of a list that is in memory as a whole. */
export function modelConnection<Model>(models: readonly Model[], args: ConnectionArguments) {
  return { ...connectionFromArray(models, args), totalCount: models.length };
}

/** Maximum of neighbours, to bound the work of a request. */
const maxNearby = 1_000;

/** How many of the nearest a page needs: those before it, its own, and one that shows a next page. */
export function nearestNeeded(args: ConnectionArguments): number {
  const { first, after } = parseConnectionArguments(args);
  const [offset] = after ?? [-1];
  return typeof offset === 'number' ? Math.max(1, Math.min(maxNearby, offset + first + 2)) : 1;
}

export function rowsIn(feed: Feed, rows: Iterable<number>): FeedRow[] {
  return Array.from(rows, (row) => ({ feed, row }));
}
