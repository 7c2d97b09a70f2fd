import { eventually, protocols, type Received } from '@civic-graph/testing';
import { afterAll, expect, it, onTestFinished } from 'vitest';
import { city } from '../one-city/city.ts';
import { say } from './realtime-file.ts';

// biome-ignore lint/suspicious/noExplicitAny: the shape is that of each query
type Data = any;

const from = 'HZ:fengqi';
const board = 'trip { gtfsId } serviceDate scheduledDeparture delaySeconds realtimeState';
afterAll(() => say([]));

async function ask(query: string, variables: object = {}): Promise<Data> {
  const { data, errors } = await city.query(null, query, variables);
  expect(errors).toBeUndefined();
  return data;
}

const departures = async (): Promise<Data[]> =>
  (await ask(`{ station(gtfsId: "${from}") { departures { nodes { ${board} } } } }`)).station.departures
    .nodes;

function subscribe(query: string): Received[] {
  const subscriber = protocols.sse(`${city.gatewayUrl}/graphql`, null);
  onTestFinished(() => subscriber.dispose());
  const received: Received[] = [];
  void (async () => {
    for await (const answer of subscriber.subscribe(`subscription { ${query} }`, {})) received.push(answer);
  })();
  return received;
}

it('an operator’s delay, cancellation and alert reach departures, journeys and subscribers', async () => {
  // The second one, because the first may leave meanwhile.
  const [, chosen] = await departures();
  const [tripId, startDate] = [chosen.trip.gtfsId.slice(3), chosen.serviceDate.replaceAll('-', '')];
  const { trip } = await ask(`{ trip(gtfsId: "${chosen.trip.gtfsId}") { stopTimes { stop { gtfsId } } } }`);
  const to = trip.stopTimes.at(-1).stop.gtfsId;
  const ofChosen = (nodes: Data[]) => nodes.find((node) => node.trip.gtfsId === chosen.trip.gtfsId);
  const received = subscribe(`departuresUpdated(gtfsId: "${from}", withinSeconds: 86400) { ${board} }`);
  const alerts = subscribe('alertsUpdated { headerText(language: "en") effect }');
  await eventually(() => {
    expect(received).toHaveLength(1);
    expect(alerts[0]?.data).toEqual({ alertsUpdated: [] });
  });

  const delayed = { delay: 45 };
  say([
    {
      id: 'late',
      tripUpdate: { trip: { tripId, startDate }, stopTimeUpdate: [{ stopSequence: 1, departure: delayed }] },
    },
    {
      id: 'works',
      alert: {
        effect: 'DETOUR',
        informedEntity: [{ agencyId: 'metro' }],
        headerText: { translation: [{ text: 'Road works', language: 'en' }] },
      },
    },
  ]);
  await eventually(async () =>
    expect(ofChosen(await departures())).toMatchObject({ delaySeconds: 45, realtimeState: 'UPDATED' }),
  );
  await eventually(() => {
    const { data } = received.at(-1) as { data: Data };
    expect(ofChosen(data.departuresUpdated)).toMatchObject({ delaySeconds: 45 });
    expect(alerts.at(-1)?.data).toEqual({ alertsUpdated: [{ headerText: 'Road works', effect: 'DETOUR' }] });
  });

  const journey = async () => {
    const { planJourney } = await ask(
      `query ($to: ID!, $at: DateTime!) { planJourney(from: "${from}", to: $to, departAt: $at) { itineraries { legs {
        ... on TransitLeg { trip { gtfsId } departureDelaySeconds }
      } } } }`,
      { to, at: chosen.scheduledDeparture },
    );
    return planJourney.itineraries.flatMap(({ legs }: Data) => legs).filter((leg: Data) => leg.trip);
  };
  expect(ofChosen(await journey())).toMatchObject({ departureDelaySeconds: 45 });

  say([{ id: 'no', tripUpdate: { trip: { tripId, startDate, scheduleRelationship: 'CANCELED' } } }]);
  await eventually(async () => {
    expect(ofChosen(await departures())).toMatchObject({ realtimeState: 'CANCELED', delaySeconds: null });
    expect(ofChosen(await journey())).toBeUndefined();
    const { data } = received.at(-1) as { data: Data };
    expect(ofChosen(data.departuresUpdated)).toMatchObject({ realtimeState: 'CANCELED' });
    expect(alerts.at(-1)?.data).toEqual({ alertsUpdated: [] });
  });
});
