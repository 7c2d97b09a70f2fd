import { JoinRules } from '../fares-v2/join-rules.ts';
import { LegRules } from '../fares-v2/leg-rules.ts';
import { TransferRules } from '../fares-v2/transfer-rules.ts';
import { FareIndex } from '../feed/fare-index.ts';
import { IdTable } from '../feed/id-table.ts';
import { StopLocator } from '../feed/nearby.ts';
import { ServiceCalendar } from '../feed/service-calendar.ts';
import { RepeatedTexts, TextColumn } from '../feed/text-column.ts';
import { Translations } from '../feed/translations.ts';
import { ZoneClock } from '../feed/zone-clock.ts';
import type { LoadedTables } from '../gtfs/load-feed.ts';

/** The tables of a feed as plain data, since messages between threads keep no classes. */
export type FeedData = ReturnType<typeof dataOf>;

export function dataOf(tables: LoadedTables) {
  const { stops, trips, patterns, faresV2 } = tables;
  return {
    ...tables,
    stops: {
      ...stops,
      ids: stops.ids.data,
      names: stops.names.data,
      codes: stops.codes.data,
      platforms: stops.platforms.data,
      zones: stops.zones.data,
      levels: stops.levels.data,
    },
    trips: {
      ...trips,
      ids: trips.ids.data,
      // Only headways have other ids than their source.
      sourceIds: trips.sourceIds === trips.ids ? null : trips.sourceIds.data,
      headsigns: trips.headsigns.data,
    },
    patterns: { ...patterns, ids: patterns.ids.data },
    calendar: tables.calendar.services,
    fareIndex: tables.fareIndex.data,
    faresV2: faresV2 && {
      ...faresV2,
      legRules: { rules: faresV2.legRules.rules, hasPriorities: faresV2.legRules.hasPriorities },
      transferRules: faresV2.transferRules.rules,
      joinRules: faresV2.joinRules.rules,
    },
    translations: tables.translations.data,
    locator: tables.locator.data,
    clock: tables.clock.name,
  };
}

/** The inverse of {@link dataOf}. */
export function tablesOf(data: FeedData): LoadedTables {
  const { stops, trips, patterns, faresV2 } = data;
  const tripIds = new IdTable(trips.ids);
  return {
    ...data,
    stops: {
      ...stops,
      ids: new IdTable(stops.ids),
      names: new TextColumn(stops.names),
      codes: new TextColumn(stops.codes),
      platforms: new TextColumn(stops.platforms),
      zones: new TextColumn(stops.zones),
      levels: new TextColumn(stops.levels),
    },
    trips: {
      ...trips,
      ids: tripIds,
      sourceIds: trips.sourceIds === null ? tripIds : new TextColumn(trips.sourceIds),
      headsigns: new RepeatedTexts(trips.headsigns),
    },
    patterns: { ...patterns, ids: new IdTable(patterns.ids) },
    calendar: new ServiceCalendar(data.calendar),
    fareIndex: new FareIndex(data.fareIndex),
    faresV2: faresV2 && {
      ...faresV2,
      legRules: new LegRules(faresV2.legRules.rules, faresV2.legRules.hasPriorities),
      transferRules: new TransferRules(faresV2.transferRules),
      joinRules: new JoinRules(faresV2.joinRules),
    },
    translations: new Translations(data.translations),
    locator: new StopLocator(stops, data.locator),
    clock: new ZoneClock(data.clock),
  };
}
