import { PublicError } from '@civic-graph/errors';
import { type ConnectionArguments, parseConnectionArguments } from './connection-arguments.ts';
import { type CursorPosition, encodeCursor } from './cursor.ts';

/**
 * A page of a list (Relay Cursor Connections Specification), with `nodes` for clients that need no cursors.
 */
export interface Connection<Node> {
  readonly edges: readonly { readonly node: Node; readonly cursor: string }[];
  readonly nodes: readonly Node[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly totalCount: number | null;
}

/** Returns a page of a list that is in memory and does not change during paging. */
export function connectionFromArray<Node>(
  items: readonly Node[],
  args: ConnectionArguments,
): Connection<Node> {
  const { first, after } = parseConnectionArguments(args);
  const start = after === null ? 0 : offsetAfter(after);
  const page = items.slice(start, start + first);
  const edges = page.map((node, index) => ({ node, cursor: encodeCursor([start + index]) }));
  return connection(edges, start + first < items.length, start > 0, items.length);
}

/**
 * Returns a page of a list that a store orders and limits: query `first + 1` rows after `after`. The extra
 * row shows that there is a next page.
 *
 * @param positionOf the values that the rows are ordered by
 */
export function connectionFromPage<Node>(
  rows: readonly Node[],
  page: { readonly first: number; readonly after: CursorPosition | null },
  positionOf: (node: Node) => CursorPosition,
  totalCount: number | null = null,
): Connection<Node> {
  const edges = rows.slice(0, page.first).map((node) => ({ node, cursor: encodeCursor(positionOf(node)) }));
  return connection(edges, rows.length > page.first, page.after !== null, totalCount);
}

function connection<Node>(
  edges: Connection<Node>['edges'],
  hasNextPage: boolean,
  hasPreviousPage: boolean,
  totalCount: number | null,
): Connection<Node> {
  const startCursor = edges[0]?.cursor ?? null;
  const endCursor = edges.at(-1)?.cursor ?? null;
  return {
    edges,
    nodes: edges.map((edge) => edge.node),
    pageInfo: { hasNextPage, hasPreviousPage, startCursor, endCursor },
    totalCount,
  };
}

function offsetAfter(after: CursorPosition): number {
  const [offset] = after;
  if (after.length === 1 && typeof offset === 'number' && Number.isSafeInteger(offset) && offset >= 0) {
    return offset + 1;
  }
  throw new PublicError('BAD_USER_INPUT', 'after: not a cursor of this list');
}
