import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { flawlessFeed } from '../../test/notices/flawless-feed.ts';
import { smallFeed, zipOf } from '../../test/small-feed.ts';
import { type FeedVerdict, validateFeed } from './validate-feed.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'civic-graph-feed-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** What the command says about a zip. */
async function validate(zip: Buffer, date = '2026-06-01'): Promise<FeedVerdict> {
  const path = join(folder, 'gtfs.zip');
  await writeFile(path, zip);
  return validateFeed(path, new Date(`${date}T00:00:00Z`));
}

it('sums up a feed that can be served', async () => {
  const { isServed, text } = await validate(zipOf(smallFeed), '2017-06-01');
  expect(isServed).toBe(true);
  const lines = text.split('\n');
  expect(lines).toContain('WARNING missing_recommended_file shapes.txt: the recommended file is missing');
  expect(lines).toContain(
    `${join(folder, 'gtfs.zip')} can be served: 3 stops, 1 route, 2 trips, 6 stop times, 0 errors, 2 warnings, 0 infos.`,
  );
});

it('warns of a calendar that has ended', async () => {
  const { isServed, text } = await validate(zipOf(smallFeed), '2100-01-01');
  expect(isServed).toBe(true);
  expect(text).toMatch(/^WARNING expired_calendar calendar\.txt:2 service_id: "daily": /m);
});

it('names an error that both the service and the rules find once', async () => {
  const stops = smallFeed['stops.txt']!.replace('62.0100', '162.01');
  const { isServed, text } = await validate(zipOf({ ...smallFeed, 'stops.txt': stops }), '2017-06-01');
  expect(isServed).toBe(false);
  expect(text).toMatch(/^ERROR number_out_of_range stops\.txt:3 stop_lat: "162\.01": /);
  expect(text).toMatch(/^\S+ is refused: 1 error/m);
});

it('counts errors once, also those that are not listed', async () => {
  const rows = Array.from({ length: 1_500 }, (_, index) => `none,daily,x${index},,,`);
  const trips = `${flawlessFeed['trips.txt']}${rows.join('\n')}\n`;
  const { isServed, errors, problems, text } = await validate(zipOf({ ...flawlessFeed, 'trips.txt': trips }));
  expect(isServed).toBe(false);
  expect(errors).toBe(1_500);
  expect(problems.filter(({ code }) => code === 'foreign_key_violation')).toHaveLength(1_000);
  expect(text).toContain('more of the same codes, not listed\n');
});

it('refuses what is not a zip', async () => {
  const { isServed, text } = await validate(Buffer.from('no zip'));
  expect(isServed).toBe(false);
  expect(text).toMatch(/^ERROR not_a_zip feed/);
});

it.each(['levels.txt', 'locations.geojson'])(
  'reports a damaged %s, which the service does not read',
  async (file) => {
    const zip = zipOf({ ...flawlessFeed, [file]: 'x'.repeat(500) });
    const data = zip.indexOf(file) + file.length;
    zip.fill(0xff, data, data + 4);
    const { isServed, text, problems } = await validate(zip);
    expect(isServed).toBe(true);
    expect(text).toMatch(new RegExp(`^ERROR not_a_zip ${file}: cannot be unpacked: `));
    expect(problems).toHaveLength(1);
  },
);
