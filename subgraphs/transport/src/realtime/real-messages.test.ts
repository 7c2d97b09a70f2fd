import { personas } from '@civic-graph/testing';
import { expect, it, onTestFinished } from 'vitest';
import { compareWithOracle } from '../../test/compare-realtime.ts';
import { describeWithData, sharedDataFile } from '../../test/shared-data.ts';
import { configOf } from '../../test/small-feed.ts';
import { createTransportSubgraph } from '../subgraph.ts';
import { fileMessages } from './source/message-source.ts';
import { RealtimeSource } from './source/realtime-source.ts';

const feed = sharedDataFile('raba.zip');
const trips = sharedDataFile('raba-trip-updates.pb');
const vehicles = sharedDataFile('raba-vehicle-positions.pb');

describeWithData(
  'real messages of the Redding Area Bus Authority',
  ['raba.zip', 'raba-trip-updates.pb', 'raba-vehicle-positions.pb'],
  () => {
    it('show every call as the oracle expects it', async () => {
      const found = await compareWithOracle(feed, trips, -7);
      expect(found).toEqual({
        trips: 9,
        calls: 204,
        estimates: 3,
        unmatched: 0,
        differences: [],
        problems: [],
      });
    });

    it('show every vehicle, and its trip', async () => {
      const clock = () => new Date('2025-06-08T21:08:30Z');
      const realtime = [trips, vehicles].map(
        (path, index) =>
          new RealtimeSource({ name: `${index}`, seconds: 15, staleSeconds: 300 }, fileMessages(path), clock),
      );
      const transport = await createTransportSubgraph(configOf({ gtfs: feed }), {
        clock,
        realtime: { T: realtime },
      });
      onTestFinished(() => transport.close());
      for (const source of realtime) expect(await source.read()).toBe(true);
      await transport.feeds[0]!.realtime.refresh();
      const { data } = await transport.executeAs(personas.anonymous, {
        query: `{ vehicles(minLatitude: 40, minLongitude: -123, maxLatitude: 41, maxLongitude: -122, first: 100) {
          totalCount nodes { label trip { gtfsId } serviceDate }
        } }`,
      });
      // biome-ignore lint/suspicious/noExplicitAny: the shape is that of the query
      const shown = (data as any).vehicles;
      expect(shown.totalCount).toBe(22);
      const served = shown.nodes.filter(({ trip }: { trip: object | null }) => trip !== null);
      const gtfsId = 'T:28c61524-6da8-4506-9a92-22f2f6e91872';
      expect(served).toEqual([{ label: '5701', serviceDate: '2025-06-08', trip: { gtfsId } }]);
    });
  },
);
