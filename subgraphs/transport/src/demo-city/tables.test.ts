import { describe, expect, it } from 'vitest';
import { archiveOf } from '../../test/small-feed.ts';
import { formatIsoDate, parseIsoDate } from '../gtfs/date.ts';
import { loadFeed } from '../gtfs/load-feed.ts';
import { validateArchive } from '../validation/validate-archive.ts';
import { holidaysOf } from './holidays.ts';
import { demoCityFiles, demoYear } from './tables.ts';

describe('the demo city', () => {
  it.each([2026, 2027, 2028, 2040])('is a valid feed without a warning in %i', async (year) => {
    const feed = await loadFeed(archiveOf(Object.fromEntries(demoCityFiles(year))), 'HZ');
    expect(feed.warnings).toEqual([]);
    expect(feed.routes).toHaveLength(10);
    expect(feed.stopTimes.latest).toBeGreaterThan(28 * 3600);
    // Some service runs on every day of both years.
    for (let day = parseIsoDate(`${year}-01-01`)!; day <= parseIsoDate(`${year + 1}-12-31`)!; day += 1) {
      expect(feed.calendar.activeOn(day).includes(1), formatIsoDate(day)).toBe(true);
    }
  });

  it('has no notice of the canonical validator, except that it has no shapes', async () => {
    const archive = archiveOf(Object.fromEntries(demoCityFiles(2026)));
    const { stored } = await validateArchive(archive, parseIsoDate('2026-06-01')!);
    expect(stored.map(({ code, file }) => `${code} ${file}`)).toEqual([
      'missing_recommended_file shapes.txt',
    ]);
  });

  it('is deterministic', () => {
    expect([...demoCityFiles(2026)]).toEqual([...demoCityFiles(2026)]);
  });

  it('is for the current year in Hangzhou', () => {
    expect(demoYear(new Date('2026-12-31T15:59:59Z'))).toBe(2026);
    expect(demoYear(new Date('2026-12-31T16:00:00Z'))).toBe(2027);
  });

  it('has the holidays of the lunar and the solar calendar', () => {
    const holidays = holidaysOf(2026).map(formatIsoDate);
    // New Year, Spring Festival (17 February), Qingming, Labour Day, Dragon Boat (19 June), Mid-Autumn (25
    // September), National Day.
    expect(holidays).toEqual([
      '2026-01-01',
      ...['2026-02-17', '2026-02-18', '2026-02-19'],
      '2026-04-05',
      ...['2026-05-01', '2026-05-02'],
      '2026-06-19',
      '2026-09-25',
      ...['2026-10-01', '2026-10-02', '2026-10-03'],
    ]);
  });
});
