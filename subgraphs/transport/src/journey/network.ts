import { type Stop, StopsIndex } from 'minotor';
import { at, rowsOf } from '../feed/columns.ts';
import type { Feed } from '../feed/feed.ts';
import { locationType } from '../feed/tables.ts';
import { type Footpath, findFootpaths } from './footpaths.ts';

/** Names a stop to the router. A router's stop is a GTFS stop at its n-th call in one pattern; see {@link nodeId}. */
export type NodeId = string;

/**
 * The router keeps one place a stop in a route. A line that calls at a stop twice (a loop) would be boarded at
 * the second call only, so further calls get nodes of their own, `12#2`, joined to `12` by a way of 0 seconds.
 */
export function nodeId(stop: number, call: number): NodeId {
  return call === 1 ? String(stop) : `${stop}#${call}`;
}

export function stopOfNode(node: NodeId): number {
  return Number.parseInt(node, 10);
}

/** What does not change from day to day: who can walk where, and under which names the router knows the stops. */
export interface Network {
  readonly feed: Feed;
  readonly footpaths: ReadonlyMap<number, readonly Footpath[]>;
  readonly nodesOf: (stop: number) => readonly NodeId[];
  readonly stopsIndex: StopsIndex;
  /** Pattern row -> node of each of its stops. */
  readonly patternNodes: readonly (readonly NodeId[])[];
}

export function buildNetwork(feed: Feed): Network {
  const calls = new Map<number, number>();
  const patternNodes = feed.patterns.map(({ stops }) => {
    const seen = new Map<number, number>();
    return Array.from(stops, (stop) => {
      const call = (seen.get(stop) ?? 0) + 1;
      seen.set(stop, call);
      calls.set(stop, Math.max(calls.get(stop) ?? 1, call));
      return nodeId(stop, call);
    });
  });
  const nodesOf = (stop: number) =>
    Array.from({ length: calls.get(stop) ?? 1 }, (_, index) => nodeId(stop, index + 1));
  return {
    feed,
    footpaths: findFootpaths(feed),
    nodesOf,
    stopsIndex: new StopsIndex(routerStops(feed, nodesOf)),
    patternNodes,
  };
}

/** Children are what the router also starts from and arrives at: the platforms of a station, the calls of a stop. */
function routerStops(feed: Feed, nodesOf: Network['nodesOf']): Map<NodeId, Stop> {
  const { stops } = feed;
  const nodes = new Map<NodeId, Stop>();
  const add = (id: NodeId, children: NodeId[]) =>
    // The router's own search by name and place is not used: names and coordinates would be indexed twice.
    nodes.set(id, { id, name: '', children, locationType: 'SIMPLE_STOP_OR_PLATFORM' });
  for (const row of stops.ids.keys()) {
    if (at(stops.kinds, row) === locationType.station) {
      add(nodeId(row, 1), Array.from(rowsOf(stops.children, row)).flatMap(nodesOf));
    } else if (at(stops.kinds, row) === locationType.stop) {
      const [first, ...furtherCalls] = nodesOf(row);
      if (first !== undefined) add(first, furtherCalls);
      for (const call of furtherCalls) add(call, []);
    }
  }
  return nodes;
}
