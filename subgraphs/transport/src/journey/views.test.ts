import { expect, it } from 'vitest';
import { archiveOf, smallFeed } from '../../test/small-feed.ts';
import { loadFeed } from '../gtfs/load-feed.ts';
import { planningTables } from './planning-tables.ts';
import { buildOverlay } from './realtime/overlay.ts';
import { noRuns, type RealtimeRuns } from './realtime/realtime-runs.ts';
import { buildTimetable } from './timetable.ts';
import { Views } from './views.ts';

it('builds the overlays of feeds whose runs have changed, and no others', async () => {
  const timetable = buildTimetable(planningTables(await loadFeed(archiveOf(smallFeed), 'T')));
  const built: RealtimeRuns[] = [];
  const views = new Views(timetable, (...given) => {
    built.push(given[2]);
    return buildOverlay(...given);
  });
  const day = 17_318;
  const withdrawn = (trip: number): RealtimeRuns => ({
    ...noRuns,
    withdrawn: { trips: Int32Array.of(trip), days: Int32Array.of(day) },
  });
  const [first, second, third] = [withdrawn(0), withdrawn(1), withdrawn(0)];
  const changedGroups = () => (views.of(true, false).overlay?.groups.length ?? 0) - 1;
  views.useRuns([first, noRuns, second]);
  expect(built).toEqual([first, second]);
  expect(changedGroups()).toBe(2);
  views.useRuns([third, noRuns, second]);
  expect(built).toEqual([first, second, third]);
  expect(changedGroups()).toBe(2);
  views.useRuns([noRuns, noRuns, second]);
  expect(built).toHaveLength(3);
  expect(changedGroups()).toBe(1);
  views.of(true, true);
  views.useRuns([noRuns]);
  expect(views.of(true, false).overlay).toBeNull();
  expect(built).toHaveLength(4);
});
