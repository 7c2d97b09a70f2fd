import { eventually } from '@civic-graph/testing';
import { expect, it } from 'vitest';
import { InvalidationRate } from './invalidation-rate.ts';

it('sends the first change at once, and merges those of the next second', async () => {
  const sent: (readonly string[])[] = [];
  const rate = new InvalidationRate(async (tags) => {
    sent.push(tags);
  });
  rate.add([]);
  expect(sent).toEqual([]);
  rate.add(['Departure']);
  expect(sent).toEqual([['Departure']]);
  for (let change = 0; change < 50; change += 1) rate.add(['VehiclePosition', 'Departure']);
  expect(sent).toHaveLength(1);
  await eventually(() => expect(sent).toHaveLength(2));
  expect(sent[1]).toEqual(['VehiclePosition', 'Departure']);
});
