import { type Stop, StopsIndex } from 'minotor';
import { at, rowsOf } from '../feed/columns.ts';
import type { Feed } from '../feed/feed.ts';
import { locationType } from '../feed/tables.ts';
import { type Footpath, findFootpaths } from './footpaths.ts';

/** Names a place to the router: a GTFS stop, at its n-th call in one pattern, on one side; see {@link nodeId}. */
export type NodeId = string;

/** Where people are whom a vehicle has brought (or who begin), and where they stand who wait for one. */
export type Side = 'off' | 'on';

/**
 * The router keeps one place a stop in a route. A line that calls at a stop twice (a loop) would be boarded at
 * the second call only, so each further call gets nodes of its own.
 *
 * And it keeps one arrival a place, as RAPTOR may where ways on foot are transitively closed: who has arrived
 * somewhere earlier can be everywhere earlier. Ways of limited length are not closed. Whoever has walked to a stop
 * may not walk on from there, but whoever comes by vehicle, even later, may; one arrival for both loses
 * journeys. So ways lead from `off` to `on` only, and each of the two keeps its own.
 */
export function nodeId(stop: number, call: number, side: Side): NodeId {
  return `${stop}#${call}${side}`;
}

export function stopOfNode(node: NodeId): number {
  return Number.parseInt(node, 10);
}

/** What does not change from day to day: who can walk where, and under which names the router knows the stops. */
export interface Network {
  readonly feed: Feed;
  readonly footpaths: ReadonlyMap<number, readonly Footpath[]>;
  readonly nodesOf: (stop: number, side: Side) => readonly NodeId[];
  readonly stopsIndex: StopsIndex;
  /** Pattern row -> nodes in the order in which a vehicle passes them: `off` and `on` for each call. */
  readonly patternNodes: readonly (readonly NodeId[])[];
}

export function buildNetwork(feed: Feed): Network {
  const calls = new Map<number, number>();
  const patternNodes = feed.patterns.map(({ stops }) => {
    const seen = new Map<number, number>();
    return Array.from(stops).flatMap((stop) => {
      const call = (seen.get(stop) ?? 0) + 1;
      seen.set(stop, call);
      calls.set(stop, Math.max(calls.get(stop) ?? 1, call));
      return [nodeId(stop, call, 'off'), nodeId(stop, call, 'on')];
    });
  });
  const nodesOf = (stop: number, side: Side) =>
    Array.from({ length: calls.get(stop) ?? 1 }, (_, index) => nodeId(stop, index + 1, side));
  return {
    feed,
    footpaths: findFootpaths(feed),
    nodesOf,
    stopsIndex: new StopsIndex(routerStops(feed, nodesOf)),
    patternNodes,
  };
}

/** Index of the stop within the trips of the pattern; -1 where they do not call at the node. */
export function callOf(
  { patternNodes }: Pick<Network, 'patternNodes'>,
  pattern: number,
  node: NodeId,
): number {
  return Math.floor(at(patternNodes, pattern).indexOf(node) / 2);
}

/** The place that a query names: a station or a stop. */
export function placeOf(row: number): NodeId {
  return nodeId(row, 1, 'off');
}

/** Children are what the router also starts from and arrives at: the platforms of a station, the nodes of a stop. */
function routerStops(feed: Feed, nodesOf: Network['nodesOf']): Map<NodeId, Stop> {
  const { stops } = feed;
  const nodes = new Map<NodeId, Stop>();
  const add = (id: NodeId, children: NodeId[]) =>
    // The router's own search by name and place is not used: names and coordinates would be indexed twice.
    nodes.set(id, { id, name: '', children, locationType: 'SIMPLE_STOP_OR_PLATFORM' });
  const allNodesOf = (row: number) => [...nodesOf(row, 'off'), ...nodesOf(row, 'on')];
  for (const row of stops.ids.keys()) {
    if (at(stops.kinds, row) === locationType.station) {
      add(placeOf(row), Array.from(rowsOf(stops.children, row)).flatMap(allNodesOf));
    } else if (at(stops.kinds, row) === locationType.stop) {
      const all = allNodesOf(row);
      for (const node of all) add(node, node === placeOf(row) ? all : []);
    }
  }
  return nodes;
}
