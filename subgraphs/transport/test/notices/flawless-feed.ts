import type { NoticeCode } from '../../src/notices/catalogue.ts';
import type { Files } from '../small-feed.ts';

/** The day for which the flawless feed is valid: 1 June 2026. */
export const today = Date.UTC(2026, 5, 1) / 86_400_000;

/** A feed without any notice, which tests break in one way each. */
export const flawlessFeed: Files = {
  'agency.txt':
    'agency_id,agency_name,agency_url,agency_timezone,agency_lang\nA,Line Co,https://line.example.org,Europe/Helsinki,en\n',
  'feed_info.txt':
    'feed_publisher_name,feed_publisher_url,feed_lang,feed_start_date,feed_end_date,feed_version,feed_contact_email\n' +
    'Line Co,https://line.example.org,en,20260101,20261231,1,feed@example.org\n',
  'stops.txt': [
    'stop_id,stop_name,stop_desc,stop_lat,stop_lon,zone_id,location_type,parent_station,platform_code',
    's1,First,,62.0000,27.0000,z1,0,,',
    's2,Second,,62.0100,27.0000,z1,0,,',
    's3,Third,,62.0200,27.0000,z2,0,,',
    'st,Main Station,,62.0000,27.0010,,1,,',
    'p1,Main Platform,,62.0000,27.0011,z1,0,st,1\n',
  ].join('\n'),
  'routes.txt':
    'route_id,agency_id,route_short_name,route_long_name,route_desc,route_type\nr1,A,1,First to Third,,3\n',
  'calendar.txt':
    'service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n' +
    'daily,1,1,1,1,1,1,1,20260101,20261231\n',
  'shapes.txt': [
    'shape_id,shape_pt_lat,shape_pt_lon,shape_pt_sequence,shape_dist_traveled',
    'sh,62.0000,27.0000,1,0',
    'sh,62.0100,27.0000,2,1',
    'sh,62.0200,27.0000,3,2\n',
  ].join('\n'),
  'trips.txt':
    'route_id,service_id,trip_id,trip_headsign,block_id,shape_id\nr1,daily,t1,Third,,sh\nr1,daily,t2,Third,,\n',
  'stop_times.txt': [
    'trip_id,arrival_time,departure_time,stop_id,stop_sequence,shape_dist_traveled,timepoint',
    't1,08:00:00,08:00:00,s1,1,0,1',
    't1,08:05:00,08:06:00,s2,2,1,1',
    't1,08:10:00,08:10:00,s3,3,2,1',
    't2,09:00:00,09:00:00,p1,1,,1',
    't2,09:05:00,09:06:00,s2,2,,1',
    't2,09:10:00,09:10:00,s3,3,,1\n',
  ].join('\n'),
};

/** A feed with one notice. */
export interface NoticeCase {
  readonly code: NoticeCode;
  /** Files that replace or complete those of the flawless feed; `null` removes one. */
  readonly files: Readonly<Record<string, string | null>>;
  /** Codes that always come with it. */
  readonly also?: readonly NoticeCode[];
  readonly maxRows?: number;
}

/** A file of the flawless feed with a text replaced, which must be there. */
export function edited(file: string, from: string, to: string): Record<string, string> {
  const text = flawlessFeed[file] ?? '';
  if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
  return { [file]: text.replace(from, to) };
}

/** A file of the flawless feed with rows added. */
export function extended(file: string, ...rows: readonly string[]): Record<string, string> {
  return { [file]: `${flawlessFeed[file] ?? ''}${rows.join('\n')}\n` };
}

/** A new file. */
export function table(file: string, ...rows: readonly string[]): Record<string, string> {
  return { [file]: `${rows.join('\n')}\n` };
}
