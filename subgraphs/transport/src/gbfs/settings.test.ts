import { expect, it } from 'vitest';
import { place3 } from '../../test/rental-files.ts';
import { parseRentalSystems } from './settings.ts';

it('lists each system once', () => {
  expect(parseRentalSystems(` ${place3}  bikes/gbfs.json\n`)).toEqual([place3, 'bikes/gbfs.json']);
  expect(parseRentalSystems('')).toEqual([]);
  expect(() => parseRentalSystems('a a')).toThrow('TRANSPORT_GBFS: a system is given twice');
});
