import { edited, extended, flawlessFeed, type NoticeCase, table } from './flawless-feed.ts';

const calendar = (...rows: readonly string[]) =>
  table(
    'calendar.txt',
    'service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date',
    ...rows,
  );
const daily = 'daily,1,1,1,1,1,1,1,20260101,20261231';
const exceptions = (...rows: readonly string[]) =>
  table('calendar_dates.txt', 'service_id,date,exception_type', ...rows);
const info = (period: string, contact = 'feed@example.org') =>
  table(
    'feed_info.txt',
    'feed_publisher_name,feed_publisher_url,feed_lang,feed_start_date,feed_end_date,feed_version,feed_contact_email',
    `Line Co,https://line.example.org,en,${period},1,${contact}`,
  );
const september = Array.from(
  { length: 20 },
  (_, index) => `daily,202609${String(index + 1).padStart(2, '0')},2`,
);

export const serviceCases: readonly NoticeCase[] = [
  { code: 'big_gap_in_service', files: exceptions(...september) },
  { code: 'expired_calendar', files: calendar(daily, 'old,1,1,1,1,1,1,1,20250101,20260531') },
  {
    code: 'expired_calendar',
    files: { 'calendar.txt': null, ...exceptions('daily,20260531,1') },
    also: ['trip_coverage_not_active_for_next7_days', 'feed_valid_beyond_total_service_window'],
  },
  {
    code: 'feed_expiration_date30_days',
    files: { ...info('20260101,20260630'), ...calendar('daily,1,1,1,1,1,1,1,20260101,20260630') },
  },
  {
    code: 'feed_expiration_date7_days',
    files: { ...info('20260101,20260607'), ...calendar('daily,1,1,1,1,1,1,1,20260101,20260608') },
    also: ['service_window_outside_feed_period'],
  },
  {
    code: 'feed_valid_beyond_total_service_window',
    files: calendar('daily,1,1,1,1,1,1,1,20260101,20261215'),
  },
  {
    code: 'future_calendar',
    files: { ...info('20260602,20261231'), ...calendar('daily,1,1,1,1,1,1,1,20260602,20261231') },
    also: ['future_feed', 'trip_coverage_not_active_for_next7_days'],
  },
  {
    code: 'future_feed',
    files: info('20260602,20261231'),
    also: ['service_window_outside_feed_period'],
  },
  { code: 'missing_feed_contact_email_and_url', files: info('20260101,20261231', '') },
  { code: 'missing_feed_info_date', files: info('20260101,'), also: ['missing_recommended_field'] },
  {
    code: 'service_extends_far_in_the_future',
    files: { ...info('20260101,20301231'), ...calendar('daily,1,1,1,1,1,1,1,20260101,20301231') },
  },
  {
    code: 'service_has_no_active_day_of_the_week',
    files: calendar(daily, 'none,0,0,0,0,0,0,0,20260101,20261231'),
  },
  {
    code: 'service_window_outside_feed_period',
    files: calendar('daily,1,1,1,1,1,1,1,20251231,20261231'),
  },
  {
    code: 'trip_coverage_not_active_for_next7_days',
    files: {
      ...calendar(daily, 'past,1,1,1,1,1,1,1,20260101,20260605'),
      'trips.txt':
        `${flawlessFeed['trips.txt']}` +
        Array.from({ length: 9 }, (_, index) => `r1,past,x${index},Third,,\n`).join(''),
      ...extended(
        'stop_times.txt',
        ...Array.from({ length: 9 }, (_, index) => [
          `x${index},08:00:00,08:00:00,s1,1,,1`,
          `x${index},08:10:00,08:10:00,s3,2,,1`,
        ]).flat(),
      ),
    },
  },
  {
    code: 'inconsistent_route_type_for_block_id',
    files: {
      ...extended('routes.txt', 'r2,A,2,Tram Line,,0'),
      ...table(
        'trips.txt',
        'route_id,service_id,trip_id,trip_headsign,block_id,shape_id',
        'r1,daily,t1,Third,b,sh',
        'r2,daily,t2,Third,b,',
      ),
    },
  },
  {
    code: 'missing_bike_allowance',
    files: edited('routes.txt', 'Third,,3', 'Third,,4'),
  },
];
