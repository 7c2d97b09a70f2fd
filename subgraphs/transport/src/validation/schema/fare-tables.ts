import {
  choice,
  currency,
  decimal,
  id,
  idIn,
  integer,
  required,
  type TableSpec,
  text,
  time,
  url,
} from './table-spec.ts';

export const fareAttributes: TableSpec = {
  file: 'fare_attributes.txt',
  key: ['fare_id'],
  fields: {
    fare_id: id(required),
    price: decimal({ ...required, bound: 'non-negative' }),
    currency_type: currency(required),
    payment_method: choice(0, 1, required),
    transfers: choice(0, 2),
    agency_id: idIn('agency.txt', 'agency_id'),
    transfer_duration: integer({ bound: 'non-negative' }),
  },
};

export const fareRules: TableSpec = {
  file: 'fare_rules.txt',
  key: ['fare_id', 'route_id', 'origin_id', 'destination_id', 'contains_id'],
  fields: {
    fare_id: idIn('fare_attributes.txt', 'fare_id', required),
    route_id: idIn('routes.txt', 'route_id'),
    origin_id: idIn('stops.txt', 'zone_id'),
    destination_id: idIn('stops.txt', 'zone_id'),
    contains_id: idIn('stops.txt', 'zone_id'),
  },
};

export const fareMedia: TableSpec = {
  file: 'fare_media.txt',
  key: ['fare_media_id'],
  fields: { fare_media_id: id(required), fare_media_name: text(), fare_media_type: choice(0, 4, required) },
};

export const riderCategories: TableSpec = {
  file: 'rider_categories.txt',
  key: ['rider_category_id'],
  fields: {
    rider_category_id: id(required),
    rider_category_name: text(required),
    is_default_fare_category: choice(0, 1, { presence: 'column' }),
    eligibility_url: url(),
  },
};

export const fareProducts: TableSpec = {
  file: 'fare_products.txt',
  key: ['fare_product_id', 'fare_media_id', 'rider_category_id'],
  fields: {
    fare_product_id: id(required),
    fare_product_name: text(),
    amount: decimal({ ...required, currencyIn: 'currency' }),
    currency: currency(required),
    fare_media_id: idIn('fare_media.txt', 'fare_media_id'),
    rider_category_id: idIn('rider_categories.txt', 'rider_category_id'),
  },
};

export const timeframes: TableSpec = {
  file: 'timeframes.txt',
  key: ['timeframe_group_id', 'start_time', 'end_time', 'service_id'],
  fields: {
    timeframe_group_id: id(),
    start_time: time({ endsIn: { field: 'end_time', mayBeEqual: false } }),
    end_time: time(),
    service_id: text(required),
  },
};

export const fareLegRules: TableSpec = {
  file: 'fare_leg_rules.txt',
  key: [
    'network_id',
    'from_area_id',
    'to_area_id',
    'from_timeframe_group_id',
    'to_timeframe_group_id',
    'fare_product_id',
  ],
  fields: {
    leg_group_id: id(),
    network_id: id(),
    from_area_id: idIn('areas.txt', 'area_id'),
    to_area_id: idIn('areas.txt', 'area_id'),
    from_timeframe_group_id: idIn('timeframes.txt', 'timeframe_group_id'),
    to_timeframe_group_id: idIn('timeframes.txt', 'timeframe_group_id'),
    fare_product_id: idIn('fare_products.txt', 'fare_product_id', required),
    rule_priority: integer({ bound: 'non-negative' }),
  },
};

export const fareTransferRules: TableSpec = {
  file: 'fare_transfer_rules.txt',
  key: ['from_leg_group_id', 'to_leg_group_id', 'duration_limit', 'transfer_count', 'fare_product_id'],
  fields: {
    from_leg_group_id: idIn('fare_leg_rules.txt', 'leg_group_id'),
    to_leg_group_id: idIn('fare_leg_rules.txt', 'leg_group_id'),
    duration_limit: integer({ bound: 'positive' }),
    duration_limit_type: choice(0, 3),
    fare_transfer_type: choice(0, 2, required),
    transfer_count: integer(),
    fare_product_id: idIn('fare_products.txt', 'fare_product_id'),
  },
};

export const fareLegJoinRules: TableSpec = {
  file: 'fare_leg_join_rules.txt',
  key: [],
  fields: {
    from_network_id: id(required),
    to_network_id: id(required),
    from_stop_id: idIn('stops.txt', 'stop_id'),
    to_stop_id: idIn('stops.txt', 'stop_id'),
  },
};
