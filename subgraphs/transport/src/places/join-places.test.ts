import { expect, it } from 'vitest';
import { archiveOf, smallFeed } from '../../test/small-feed.ts';
import { at } from '../feed/columns.ts';
import { loadFeed } from '../gtfs/load-feed.ts';
import { joinPlaces } from './join-places.ts';

const metersPerDegree = 111_195;

interface Place {
  readonly id: string;
  readonly name?: string;
  readonly code?: string;
  readonly platform?: string;
  /** Metres north of the first stop of the small feed. */
  readonly north?: number;
  readonly isStation?: boolean;
  readonly parent?: string;
}

/** A feed with these places and two distant stops, between which its trips run. */
async function feedOf(id: string, places: readonly Place[], translations = '') {
  const lines = places.map(({ id: place, name = place, code = '', platform = '', north = 0, ...rest }) => {
    const type = rest.isStation ? 1 : 0;
    return [place, name, code, platform, 62 + north / metersPerDegree, 27, type, rest.parent ?? ''].join(',');
  });
  const far = ['1', '2', '3'].map((stop) => `s${stop},${id}${stop},,,${50 + Number(stop) / 10},27,0,`);
  const files = {
    ...smallFeed,
    'stops.txt': [
      'stop_id,stop_name,stop_code,platform_code,stop_lat,stop_lon,location_type,parent_station',
      ...far,
      ...lines,
      '',
    ].join('\n'),
    ...(translations !== '' && {
      'feed_info.txt': 'feed_publisher_name,feed_publisher_url,feed_lang\nX,https://example.org,zh\n',
      'translations.txt': `table_name,field_name,language,translation,record_id\n${translations}\n`,
    }),
  };
  return loadFeed(archiveOf(files), id);
}

/** Pairs of ids that are the same place. */
async function joined(one: readonly Place[], other: readonly Place[], translations = '') {
  const feeds = [await feedOf('A', one), await feedOf('B', other, translations)];
  const places = await joinPlaces(feeds);
  const pairs: string[] = [];
  for (let place = 0; place < places.count; place += 1) {
    const members = places.membersOf(place).map(({ feed, row }) => at(feeds, feed).stops.ids.at(row));
    if (members.length > 1) pairs.push(members.join('='));
  }
  return pairs;
}

const a = { id: 'a', name: 'Market' };
const b = { id: 'b', name: 'MARKET' };

it.each<[string, readonly Place[], readonly Place[], readonly string[]]>([
  ['stops with the same name', [a], [b], ['a=b']],
  ['accents and punctuation aside', [{ ...a, name: 'Järvi-tie' }], [{ ...b, name: 'JARVI TIE' }], ['a=b']],
  ['a name that begins with the other', [a], [{ ...b, name: 'Market (East)' }], ['a=b']],
  ['a Chinese name with a suffix', [{ ...a, name: '武林门' }], [{ ...b, name: '武林门站' }], ['a=b']],
  ['no stop with another name', [a], [{ ...b, name: 'Marketing Road' }], []],
  ['no stop on the other side of the street', [a], [{ ...b, north: 20 }], []],
  ['the nearest of two', [a, { ...a, id: 'a2', north: 12 }], [{ ...b, north: 9 }], ['a2=b']],
  [
    'each stop once',
    [a],
    [
      { ...b, north: 3 },
      { ...b, id: 'b2', north: 5 },
    ],
    ['a=b'],
  ],
  ['no other platform', [{ ...a, platform: '1' }], [{ ...b, platform: '2' }], []],
  ['stops with the same code', [{ ...a, code: '7' }], [{ id: 'b', code: '7', north: 45 }], ['a=b']],
  ['no stop with the same code far away', [{ ...a, code: '7' }], [{ id: 'b', code: '7', north: 60 }], []],
  ['no stop and station', [a], [{ ...b, isStation: true }], []],
])('joins %s', async (_what, one, other, expected) => {
  expect(await joined(one, other)).toEqual(expected);
});

it('joins stations at a distance, by name or code, and those of joined platforms', async () => {
  const station = { id: 'A', name: 'Central', isStation: true };
  const [near, far] = [{ id: 'B', name: 'central', isStation: true, north: 200 }, { north: 300 }];
  expect(await joined([station], [near])).toEqual(['A=B']);
  expect(await joined([station], [{ ...near, ...far }])).toEqual([]);
  expect(await joined([station], [{ ...near, name: 'Central Park' }])).toEqual([]);
  const coded = { ...near, name: 'Main', code: 'C', north: 450 };
  expect(await joined([{ ...station, code: 'C' }], [coded])).toEqual(['A=B']);
  const platforms = [
    [station, { ...a, parent: 'A' }],
    [
      { ...near, name: 'Hub', ...far },
      { ...b, parent: 'B' },
    ],
  ] as const;
  expect(await joined(...platforms)).toEqual(['A=B', 'a=b']);
});

it('compares the names of all languages', async () => {
  const chinese = [{ id: 'b', name: '市场' }];
  expect(await joined([a], chinese)).toEqual([]);
  expect(await joined([a], chinese, 'stops,stop_name,en,Market,b')).toEqual(['a=b']);
});

it('joins three feeds at one place', async () => {
  const feeds = [
    await feedOf('A', [a]),
    await feedOf('B', [b]),
    await feedOf('C', [{ ...a, id: 'c', north: 2 }]),
  ];
  const places = await joinPlaces(feeds);
  const rows = feeds.map(({ stops }, feed) => ({
    feed,
    row: [...stops.names].findIndex((name) => /^market$/i.test(name)),
  }));
  expect(new Set(rows.map((row) => places.placeOf(row))).size).toBe(1);
  expect(places.memberIn(places.placeOf(rows[0]!), 2)).toEqual(rows[2]);
  expect(places.memberIn(places.placeOf(rows[0]!), 9)).toEqual(rows[0]);
});
