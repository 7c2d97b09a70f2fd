import {
  choice,
  color,
  email,
  float,
  id,
  idIn,
  integer,
  language,
  latitude,
  longitude,
  mixedCase,
  phone,
  required,
  type TableSpec,
  text,
  timezone,
  url,
} from './table-spec.ts';

export const agency: TableSpec = {
  file: 'agency.txt',
  isRequired: true,
  key: ['agency_id'],
  fields: {
    agency_id: id(),
    agency_name: text({ ...required, ...mixedCase }),
    agency_url: url(required),
    agency_timezone: timezone(required),
    agency_lang: language(),
    agency_phone: phone(),
    agency_fare_url: url(),
    agency_email: email(),
    cemv_support: choice(0, 2),
  },
};

export const levels: TableSpec = {
  file: 'levels.txt',
  key: ['level_id'],
  fields: { level_id: id(required), level_index: float(required), level_name: text(mixedCase) },
};

export const stops: TableSpec = {
  file: 'stops.txt',
  key: ['stop_id'],
  fields: {
    stop_id: id(required),
    stop_code: text(),
    stop_name: text(mixedCase),
    tts_stop_name: text(),
    stop_desc: text(),
    stop_lat: latitude(),
    stop_lon: longitude(),
    zone_id: id(),
    stop_url: url(),
    location_type: choice(0, 4),
    parent_station: idIn('stops.txt', 'stop_id'),
    stop_timezone: timezone(),
    wheelchair_boarding: choice(0, 2),
    level_id: idIn('levels.txt', 'level_id'),
    platform_code: text(),
    stop_access: choice(0, 1),
  },
};

export const pathways: TableSpec = {
  file: 'pathways.txt',
  key: ['pathway_id'],
  fields: {
    pathway_id: id(required),
    from_stop_id: idIn('stops.txt', 'stop_id', required),
    to_stop_id: idIn('stops.txt', 'stop_id', required),
    pathway_mode: choice(1, 7, required),
    is_bidirectional: choice(0, 1, required),
    length: float({ bound: 'non-negative' }),
    traversal_time: integer({ bound: 'positive' }),
    stair_count: integer({ bound: 'non-zero' }),
    max_slope: float(),
    min_width: float({ bound: 'positive' }),
    signposted_as: text(mixedCase),
    reversed_signposted_as: text(mixedCase),
  },
};

export const networks: TableSpec = {
  file: 'networks.txt',
  key: ['network_id'],
  fields: { network_id: id(required), network_name: text(mixedCase) },
};

export const routes: TableSpec = {
  file: 'routes.txt',
  isRequired: true,
  key: ['route_id'],
  fields: {
    route_id: id(required),
    agency_id: idIn('agency.txt', 'agency_id'),
    route_short_name: text(mixedCase),
    route_long_name: text(mixedCase),
    route_desc: text(mixedCase),
    route_type: { type: 'enum', values: [0, 1, 2, 3, 4, 5, 6, 7, 11, 12], ...required },
    route_url: url(),
    route_color: color(),
    route_text_color: color(),
    route_sort_order: integer({ bound: 'non-negative' }),
    continuous_pickup: choice(0, 3),
    continuous_drop_off: choice(0, 3),
    network_id: id(),
    cemv_support: choice(0, 2),
  },
};

export const routeNetworks: TableSpec = {
  file: 'route_networks.txt',
  key: ['route_id'],
  fields: {
    route_id: idIn('routes.txt', 'route_id', required),
    network_id: idIn('networks.txt', 'network_id', required),
  },
};

export const areas: TableSpec = {
  file: 'areas.txt',
  key: ['area_id'],
  fields: { area_id: id(required), area_name: text() },
};

export const stopAreas: TableSpec = {
  file: 'stop_areas.txt',
  key: ['area_id', 'stop_id'],
  fields: {
    area_id: idIn('areas.txt', 'area_id', required),
    stop_id: idIn('stops.txt', 'stop_id', required),
  },
};
