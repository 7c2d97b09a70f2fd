import { DateResolver, DateTimeResolver } from '@civic-graph/subgraph-kit';
import { GraphQLError } from 'graphql';

interface Stop {
  readonly gtfsId: string;
  readonly name: string;
  readonly region: string;
}

const stops: readonly Stop[] = [
  { gtfsId: 'YG:1', name: 'Yoga Square', region: '330100' },
  { gtfsId: 'YG:2', name: 'Yoga Harbour', region: '330200' },
];

const departures = [
  { scheduledDeparture: '2026-11-26T08:00:00+08:00', headsign: 'Harbour' },
  { scheduledDeparture: '2026-11-26T08:10:00+08:00', headsign: 'Square' },
];

/** Holders of a pass, by the citizen's internal key. */
const passes: Readonly<Record<string, readonly object[]>> = {
  'CTZ-0000000000': [{ kind: 'STUDENT', validFrom: '2026-09-01', validTo: '2027-07-31', valid: true }],
};

const pageInfo = { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null };
const page = <T>(nodes: readonly T[], first: number) => ({
  nodes: nodes.slice(0, first),
  edges: nodes.slice(0, first).map((node, at) => ({ cursor: String(at), node })),
  pageInfo,
  totalCount: nodes.length,
});

const same = <T>(reference: T): T => reference;

/** A state that never changes. */
async function* once(event: object) {
  yield event;
}

/** Implements `subgraphs/transport/schema.graphql` over a city of two stops. */
export const resolvers = {
  Date: DateResolver,
  DateTime: DateTimeResolver,
  Query: {
    station: (_: unknown, { gtfsId }: { gtfsId: string }) =>
      stops.find((stop) => stop.gtfsId === gtfsId) ?? null,
    route: () => {
      throw new Error('SELECT secret FROM timetable');
    },
    trip: (_: unknown, { gtfsId }: { gtfsId: string }) => {
      throw new GraphQLError(`There is no feed of ${gtfsId}.`, {
        extensions: { code: 'BAD_USER_INPUT', argument: 'gtfsId', internal: 'SELECT secret' },
      });
    },
  },
  Subscription: {
    departuresUpdated: { subscribe: () => once({ departuresUpdated: departures }) },
    vehiclesUpdated: { subscribe: () => once({ vehiclesUpdated: [] }) },
    alertsUpdated: { subscribe: () => once({ alertsUpdated: [] }) },
  },
  Station: {
    departures: (_: unknown, { first }: { first: number }) => page(departures, first),
  },
  Region: {
    __resolveReference: same,
    stops: ({ code }: { code: string }, { first }: { first: number }) =>
      page(
        stops.filter(({ region }) => region === code),
        first,
      ),
  },
  Citizen: {
    __resolveReference: same,
    transitPasses: ({ uin }: { uin: string }) => passes[uin] ?? [],
  },
  TransitPass: { agency: () => ({ id: 'transport' }) },
};
