import { expect, it } from 'vitest';
import { readConfig } from '../config.ts';
import { readFeedsFile } from './feeds-file.ts';

const defaults = { region: 'FIN', agency: 'transport', reloadSeconds: 60 };
const read = (content: unknown) => readFeedsFile('feeds.json', defaults, () => JSON.stringify(content));

it('lists feeds with settings of their own, or the common ones', () => {
  const [metro, bus] = read([
    { id: 'metro', place: 'metro.zip' },
    {
      id: 'bus',
      place: 'https://bus.example/gtfs.zip',
      region: '330100',
      agency: 'b=bus-office,*=transport',
      reloadSeconds: 0,
      realtime: [{ place: 'trips.pb' }, { name: 'alerts', place: 'alerts.pb', seconds: 60 }],
    },
  ]);
  expect(metro).toEqual({
    id: 'metro',
    gtfs: 'metro.zip',
    realtime: [],
    region: 'FIN',
    agencies: { byOperator: new Map(), others: 'transport' },
    reloadSeconds: 60,
  });
  expect(bus).toMatchObject({
    gtfs: 'https://bus.example/gtfs.zip',
    region: '330100',
    agencies: { byOperator: new Map([['b', 'bus-office']]), others: 'transport' },
    reloadSeconds: 0,
    realtime: [
      { name: 'realtime-1', seconds: 15 },
      { name: 'alerts', seconds: 60 },
    ],
  });
});

const feed = { id: 'a', place: 'a.zip' };

it.each([
  ['no list', { feeds: [] }, 'feeds.json: give a list of feeds'],
  ['an empty list', [], 'feeds.json: list at least one feed'],
  ['two feeds with one id', [feed, feed], 'feeds.json: two feeds have the id a; give each its own'],
  ['an id with a colon', [{ ...feed, id: 'a:b' }], 'feeds.json: 0.id: letters, digits, - and _ only'],
  ['no place', [feed, { id: 'b' }], 'feeds.json: 1.place: give the path or URL'],
  ['an unknown field', [{ ...feed, url: 'x' }], 'feeds.json: 0: Unrecognized key: "url"'],
  ['a region that is none', [{ ...feed, region: 'Finland' }], 'feeds.json: 0.region: "Finland" is neither'],
  ['an agency that is none', [{ ...feed, agency: 'x=' }], 'feeds.json: feed a: agency: "x=" is neither'],
  [
    'two sources with one name',
    [
      {
        ...feed,
        realtime: [
          { name: 'x', place: 'x.pb' },
          { name: 'x', place: 'y.pb' },
        ],
      },
    ],
    'feeds.json: two real-time sources of the feed a have the same name',
  ],
])('refuses %s', (_what, content, message) => {
  expect(() => read(content)).toThrow(`TRANSPORT_FEEDS: ${message}`);
});

it('refuses a file that cannot be read, one that is not JSON, and a second list of feeds', () => {
  const env = { PORT: '0', SUBGRAPH_SECRET: Buffer.alloc(32, 1).toString('base64url') };
  const start = (more: object) => () => readConfig({ ...env, TRANSPORT_FEEDS: '/nowhere.json', ...more });
  expect(start({})).toThrow('TRANSPORT_FEEDS: /nowhere.json cannot be read; give the path of a JSON file');
  expect(start({ TRANSPORT_GTFS: 'a.zip' })).toThrow('TRANSPORT_FEEDS: unset TRANSPORT_GTFS');
  expect(() => readFeedsFile('x.json', defaults, () => '[')).toThrow('x.json is not JSON');
});
