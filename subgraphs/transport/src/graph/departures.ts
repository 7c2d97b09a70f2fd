import { PublicError } from '@civic-graph/errors';
import { connectionFromPage, parseConnectionArguments } from '@civic-graph/subgraph-kit';
import type { Instant } from '../feed/zone-clock.ts';
import {
  type Board,
  departuresOfBoards,
  type ExpectedDeparture,
} from '../realtime/trips/expected-departures.ts';
import { between, instantOf } from './arguments.ts';
import type { StopDeparturesArgs } from './resolver-types.ts';

const day = 86_400;
const week = 7 * day;

/** A departure, and its index among those of the same second: its position in the list. */
type Numbered = ExpectedDeparture & { readonly nth: number };

/**
 * Reads a page of a departure board lazily. The cursor is an instant and a count, so that it stays valid
 * after a reload, and nearly so after newer estimates.
 */
export function departureConnection(
  boards: readonly Board[],
  args: Partial<StopDeparturesArgs>,
  clock: () => Date,
) {
  const start = instantOf(args.at, 'at', clock);
  const until = start + between(args.withinSeconds, 'withinSeconds', [1, week], day);
  const page = parseConnectionArguments(args);
  const last = page.after === null ? null : boardPosition(page.after);
  const rows: Numbered[] = [];
  let previous: Numbered | undefined;
  const from = Math.max(start, last?.at ?? start);
  for (const departure of departuresOfBoards(boards, from, until)) {
    const nth: number = previous?.at === departure.at ? previous.nth + 1 : 0;
    previous = { ...departure, nth };
    if (last !== null && departure.at === last.at && nth <= last.nth) continue;
    rows.push(previous);
    if (rows.length > page.first) break;
  }
  return connectionFromPage(rows, page, ({ at, nth }) => [at, nth]);
}

function boardPosition([at, nth]: readonly (string | number)[]): { at: Instant; nth: number } {
  if (Number.isSafeInteger(at) && Number.isSafeInteger(nth)) return { at: Number(at), nth: Number(nth) };
  throw new PublicError('BAD_USER_INPUT', 'after: not a cursor of this list');
}
