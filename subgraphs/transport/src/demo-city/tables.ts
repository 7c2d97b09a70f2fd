import { csv, type Rows } from './csv.ts';
import { fareTables } from './fares.ts';
import { lines } from './lines.ts';
import { endsOf } from './network.ts';
import { calendarDateRows, calendarRows } from './service-days.ts';
import { areaTables, stopRows } from './stops.ts';
import { tripsOf } from './timetable.ts';
import { operators, translationRows } from './translations.ts';

const website = 'https://civic-graph.example/';
const demoTimezone = 'Asia/Shanghai';

/**
 * Generates an invented timetable for a city like Hangzhou, as GTFS files: deterministic per year, and read
 * by the normal loader.
 *
 * @param year first of the two years of validity
 */
export function demoCityFiles(year: number): ReadonlyMap<string, string> {
  const trips = lines.flatMap(tripsOf);
  const tables: Record<string, Rows> = {
    'agency.txt': operators.map(({ id, name }) => ({
      agency_id: id,
      agency_name: name,
      agency_url: website,
      agency_timezone: demoTimezone,
      agency_lang: 'zh',
    })),
    'feed_info.txt': [
      {
        feed_publisher_name: 'Civic Graph demo city',
        feed_publisher_url: website,
        feed_lang: 'zh',
        feed_version: `demo-${year}`,
        feed_start_date: `${year}0101`,
        feed_end_date: `${year + 1}1231`,
        feed_contact_url: website,
      },
    ],
    'stops.txt': stopRows(),
    'routes.txt': routeRows(),
    'calendar.txt': calendarRows(year),
    'calendar_dates.txt': calendarDateRows(year),
    'trips.txt': trips.map(({ row }) => row),
    'stop_times.txt': trips.flatMap(({ calls }) => calls),
    'translations.txt': translationRows(),
    ...fareTables(lines),
    ...areaTables(),
  };
  return new Map(Object.entries(tables).map(([file, rows]) => [file, csv(rows)]));
}

function routeRows(): Rows {
  return lines.map((line) => {
    const [start, end] = endsOf(line);
    return {
      route_id: line.id,
      agency_id: line.operator,
      route_short_name: line.name,
      route_long_name: `${start.name} - ${end.name}`,
      route_type: String(line.type),
      route_color: line.color,
      route_text_color: 'FFFFFF',
    };
  });
}

/** Year of validity of a demo city generated at this instant. */
export function demoYear(now: Date): number {
  return Number(new Intl.DateTimeFormat('en', { timeZone: demoTimezone, year: 'numeric' }).format(now));
}
