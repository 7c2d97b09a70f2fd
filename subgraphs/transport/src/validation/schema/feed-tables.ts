import {
  choice,
  date,
  email,
  id,
  idIn,
  integer,
  language,
  mixedCase,
  phone,
  required,
  type TableSpec,
  text,
  time,
  url,
} from './table-spec.ts';

export const attributions: TableSpec = {
  file: 'attributions.txt',
  key: ['attribution_id'],
  fields: {
    attribution_id: id(),
    agency_id: idIn('agency.txt', 'agency_id'),
    route_id: idIn('routes.txt', 'route_id'),
    trip_id: idIn('trips.txt', 'trip_id'),
    organization_name: text(required),
    is_producer: choice(0, 1),
    is_operator: choice(0, 1),
    is_authority: choice(0, 1),
    attribution_url: url(),
    attribution_email: email(),
    attribution_phone: phone(),
  },
};

export const bookingRules: TableSpec = {
  file: 'booking_rules.txt',
  key: ['booking_rule_id'],
  fields: {
    booking_rule_id: id(required),
    booking_type: choice(0, 2, required),
    prior_notice_duration_min: integer(),
    prior_notice_duration_max: integer(),
    prior_notice_start_day: integer(),
    prior_notice_start_time: time(),
    prior_notice_last_day: integer(),
    prior_notice_last_time: time(),
    prior_notice_service_id: text(),
    message: text(mixedCase),
    pickup_message: text(mixedCase),
    drop_off_message: text(mixedCase),
    phone_number: phone(),
    info_url: url(),
    booking_url: url(),
  },
};

export const feedInfo: TableSpec = {
  file: 'feed_info.txt',
  hasSingleRow: true,
  key: [],
  fields: {
    feed_publisher_name: text(required),
    feed_publisher_url: url(required),
    feed_lang: language(required),
    default_lang: language(),
    feed_start_date: date({
      presence: 'recommended',
      endsIn: { field: 'feed_end_date', mayBeEqual: true },
    }),
    feed_end_date: date({ presence: 'recommended' }),
    feed_version: text({ presence: 'recommended' }),
    feed_contact_email: email(),
    feed_contact_url: url(),
  },
};

export const locationGroups: TableSpec = {
  file: 'location_groups.txt',
  key: ['location_group_id'],
  fields: { location_group_id: id(required), location_group_name: text(mixedCase) },
};

export const locationGroupStops: TableSpec = {
  file: 'location_group_stops.txt',
  key: [],
  fields: { location_group_id: id(required), stop_id: id(required) },
};

export const translations: TableSpec = {
  file: 'translations.txt',
  key: ['table_name', 'field_name', 'language', 'record_id', 'record_sub_id', 'field_value'],
  fields: {
    table_name: text(required),
    field_name: text(required),
    language: language(required),
    translation: text(required),
    record_id: text(),
    record_sub_id: text(),
    field_value: text(),
  },
};
