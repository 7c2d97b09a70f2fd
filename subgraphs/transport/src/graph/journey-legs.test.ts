import { personas } from '@civic-graph/testing';
import { expect, it, onTestFinished, vi } from 'vitest';
import { smallFeed, sourceOf, testConfig } from '../../test/small-feed.ts';
import { JoinedPlaces } from '../places/joined-places.ts';
import { createTransportSubgraph } from '../subgraph.ts';

it('makes the legs of a journey once, for all its fields and aliases', async () => {
  const transport = await createTransportSubgraph(testConfig, { sources: { T: sourceOf(smallFeed) } });
  onTestFinished(() => transport.close());
  const looks = vi.spyOn(JoinedPlaces.prototype, 'memberIn');
  onTestFinished(() => looks.mockRestore());
  const looksFor = async (fields: string) => {
    looks.mockClear();
    const { data, errors } = await transport.executeAs(personas.anonymous, {
      query: `{ planJourney(from: "T:s1", to: "T:s3", departAt: "2017-06-01T07:00:00+03:00") { ${fields} } }`,
    });
    expect(errors).toBeUndefined();
    expect(JSON.stringify(data)).toContain('T:t1');
    return looks.mock.calls.length;
  };
  const legs = 'legs { ... on TransitLeg { trip { gtfsId } } }';
  const all = `${legs} missesConnection wheelchairAccessible co2Grams fare { price } unknownFareReason`;
  const once = await looksFor(`itineraries { ${legs} }`);
  expect(once).toBeGreaterThan(0);
  expect(await looksFor(`itineraries { ${all} } again: itineraries { ${all} }`)).toBe(once);
});
