import { expect, test } from 'vitest';
import { validManifest } from '../../test/data-set-folder.ts';
import { parseManifest } from './manifest.ts';

const [region, origin] = validManifest.dimensions;
const disclosure = { threshold: 3, unitsColumn: 'visitors' };

test.each<[string, object, string]>([
  [
    'units in the time column',
    { disclosure: { threshold: 3, unitsColumn: 'year' } },
    'disclosure.unitsColumn',
  ],
  ['units in a dimension', { disclosure: { threshold: 3, unitsColumn: 'origin' } }, 'disclosure.unitsColumn'],
  [
    'units in the column of names',
    {
      dimensions: [{ ...region, region: { nameColumn: 'name' } }, origin],
      disclosure: { threshold: 3, unitsColumn: 'name' },
    },
    'disclosure.unitsColumn',
  ],
  [
    'one column for two dimensions',
    { dimensions: [region, { ...origin, column: 'region' }] },
    'dimensions.1.column',
  ],
  [
    'a measure in the time column',
    { measure: { ...validManifest.measure, column: 'year' } },
    'measure.column',
  ],
  ['a status in the column of units', { disclosure, obsStatus: { column: 'visitors' } }, 'obsStatus.column'],
  [
    'a total outside the codelist',
    { dimensions: [region, { ...origin, totals: ['ALL'] }] },
    'dimensions.1.totals.0',
  ],
  [
    'an independent code outside the codelist',
    { dimensions: [region, { ...origin, independent: ['X'] }] },
    'dimensions.1.independent.0',
  ],
  ['a link that is a script', { landingPage: 'javascript:alert(1)' }, 'landingPage'],
  ['a licence that is a script', { licence: { name: 'x', url: 'javascript:alert(1)' } }, 'licence.url'],
])('%s is refused', (_case, change, column) => {
  const parsed = parseManifest(JSON.stringify({ ...validManifest, ...change }), 'manifest.json');
  expect(parsed).toMatchObject({ ok: false, problems: [{ column }] });
});

test('the measure itself may count units', () => {
  expect(parseManifest(JSON.stringify({ ...validManifest, disclosure }), 'manifest.json').ok).toBe(true);
});
