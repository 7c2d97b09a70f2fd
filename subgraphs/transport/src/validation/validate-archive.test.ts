import { describe, expect, it } from 'vitest';
import { flawlessFeed, type NoticeCase, table, today } from '../../test/notices/flawless-feed.ts';
import { noticeCases } from '../../test/notices/notice-cases.ts';
import { flawlessOnDemand } from '../../test/notices/on-demand-cases.ts';
import { flawlessStation } from '../../test/notices/station-cases.ts';
import { flawlessTranslation } from '../../test/notices/translation-cases.ts';
import { archiveOf, type Files } from '../../test/small-feed.ts';
import { reportLine } from '../gtfs/report-text.ts';
import { noticeTopics } from '../notices/catalogue.ts';
import type { Notices } from '../notices/notices.ts';
import { validateArchive } from './validate-archive.ts';

/** The flawless feed with files replaced, added or removed. */
function feedWith(files: NoticeCase['files']): Files {
  const entries = Object.entries({ ...flawlessFeed, ...files });
  return Object.fromEntries(entries.flatMap(([file, text]) => (text === null ? [] : [[file, text]])));
}

function noticesOf({ files, maxRows }: Pick<NoticeCase, 'files' | 'maxRows'>): Promise<Notices> {
  return validateArchive(archiveOf(feedWith(files)), today, maxRows);
}

async function codesOf(files: NoticeCase['files'], maxRows?: number): Promise<string[]> {
  const { counts } = await noticesOf({ files, ...(maxRows !== undefined && { maxRows }) });
  return [...counts.keys()].sort();
}

describe('the rules of the canonical validator', () => {
  it.each([
    { what: 'stops and trips', files: {} },
    { what: 'a station with pathways', files: flawlessStation },
    { what: 'an on-demand trip', files: flawlessOnDemand },
    { what: 'a translation', files: flawlessTranslation },
  ])('find nothing in a flawless feed with $what', async ({ files }) => {
    expect(await codesOf(files)).toEqual([]);
  });

  it.each(noticeCases.map((each, index) => ({ ...each, index })))(
    'find $code ($index), and nothing else',
    async ({ code, files, also = [], maxRows }) => {
      expect(await codesOf(files, maxRows)).toEqual([code, ...also].sort());
    },
  );

  it('name file, line and field', async () => {
    const lines: string[] = [];
    for (const each of noticeCases) {
      const { stored } = await noticesOf(each);
      lines.push(...stored.filter(({ code }) => code === each.code).map(reportLine));
    }
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('../../test/notices/expected-notices.txt');
  });

  it('each have a case', () => {
    const known = Object.values(noticeTopics).flatMap((topic) => Object.keys(topic));
    const tested = new Set(noticeCases.map(({ code }) => code as string));
    expect(known.filter((code) => !tested.has(code))).toEqual([]);
  });
});

it('counts the trips of many days', async () => {
  const services = Array.from({ length: 40 }, (_, index) => index);
  const weekly = services.map(
    (index) => `s${index},1,1,1,1,1,1,1,${2000 + 25 * index}0101,${2019 + 25 * index}1231`,
  );
  const trips = services.map((index) => `r1,s${index},x${index},Third,,`);
  const codes = await codesOf({
    ...table('calendar.txt', flawlessFeed['calendar.txt']!.split('\n')[0]!, ...weekly),
    ...table('trips.txt', flawlessFeed['trips.txt']!.split('\n')[0]!, ...trips),
  });
  expect(codes).toContain('service_extends_far_in_the_future');
});

it('reads a number of many digits once', async () => {
  const stops = flawlessFeed['stops.txt']!.trimEnd();
  const lines = stops.split('\n');
  const at = lines[0]!.split(',').indexOf('stop_lat');
  const cells = lines[1]!.split(',');
  cells[at] = `${'1'.repeat(300_000)}x`;
  expect(await codesOf({ 'stops.txt': [lines[0], cells.join(','), ...lines.slice(2)].join('\n') })).toContain(
    'invalid_float',
  );
});

it.each([
  { type: { toString: 1 }, features: [] },
  {
    type: 'FeatureCollection',
    features: [{ id: { toString: 1 }, type: { valueOf: 1, toString: 1 }, properties: {}, geometry: {} }],
  },
])('reads zones with members named like methods: %j', async (zones) => {
  expect((await codesOf({ 'locations.geojson': JSON.stringify(zones) })).length).toBeGreaterThan(0);
});
