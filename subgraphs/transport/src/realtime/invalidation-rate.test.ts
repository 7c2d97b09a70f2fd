import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { InvalidationRate } from './invalidation-rate.ts';

it('sends the first change at once, and merges those of the pause after it', async () => {
  const sent: (readonly string[])[] = [];
  let endPause = () => {};
  const rate = new InvalidationRate(
    async (tags) => void sent.push(tags),
    () => new Promise((resolve) => (endPause = resolve)),
  );
  rate.add([]);
  expect(sent).toEqual([]);
  rate.add(['Departure']);
  expect(sent).toEqual([['Departure']]);
  for (let change = 0; change < 50; change += 1) rate.add(['VehiclePosition', 'Departure']);
  expect(sent).toHaveLength(1);
  endPause();
  await setImmediate();
  expect(sent).toEqual([['Departure'], ['VehiclePosition', 'Departure']]);
  // After a pause without changes, the next one is sent at once again.
  endPause();
  await setImmediate();
  rate.add(['ServiceAlert']);
  expect(sent).toHaveLength(3);
});
