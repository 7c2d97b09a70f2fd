import {
  choice,
  date,
  float,
  id,
  idIn,
  integer,
  latitude,
  longitude,
  mixedCase,
  required,
  type TableSpec,
  text,
  time,
} from './table-spec.ts';

const runs = choice(0, 1, required);

export const calendar: TableSpec = {
  file: 'calendar.txt',
  key: ['service_id'],
  fields: {
    service_id: id(required),
    monday: runs,
    tuesday: runs,
    wednesday: runs,
    thursday: runs,
    friday: runs,
    saturday: runs,
    sunday: runs,
    start_date: date({ ...required, endsIn: { field: 'end_date', mayBeEqual: true } }),
    end_date: date(required),
  },
};

export const calendarDates: TableSpec = {
  file: 'calendar_dates.txt',
  key: ['service_id', 'date'],
  fields: { service_id: id(required), date: date(required), exception_type: choice(1, 2, required) },
};

export const shapes: TableSpec = {
  file: 'shapes.txt',
  key: ['shape_id', 'shape_pt_sequence'],
  fields: {
    shape_id: id(required),
    shape_pt_lat: latitude(required),
    shape_pt_lon: longitude(required),
    shape_pt_sequence: integer({ ...required, bound: 'non-negative' }),
    shape_dist_traveled: float({ bound: 'non-negative' }),
  },
};

export const trips: TableSpec = {
  file: 'trips.txt',
  isRequired: true,
  key: ['trip_id'],
  fields: {
    trip_id: id(required),
    route_id: idIn('routes.txt', 'route_id', required),
    service_id: id(required),
    trip_headsign: text(mixedCase),
    trip_short_name: text(mixedCase),
    direction_id: choice(0, 1),
    block_id: id(),
    shape_id: idIn('shapes.txt', 'shape_id'),
    wheelchair_accessible: choice(0, 2),
    bikes_allowed: choice(0, 2),
    cars_allowed: choice(0, 2),
    safe_duration_factor: float(),
    safe_duration_offset: float(),
  },
};

export const stopTimes: TableSpec = {
  file: 'stop_times.txt',
  isRequired: true,
  key: ['trip_id', 'stop_sequence'],
  fields: {
    trip_id: idIn('trips.txt', 'trip_id', required),
    arrival_time: time({ endsIn: { field: 'departure_time', mayBeEqual: true } }),
    departure_time: time(),
    stop_id: idIn('stops.txt', 'stop_id'),
    location_group_id: idIn('location_groups.txt', 'location_group_id'),
    location_id: id(),
    stop_sequence: integer({ ...required, bound: 'non-negative' }),
    stop_headsign: text(),
    start_pickup_drop_off_window: time(),
    end_pickup_drop_off_window: time(),
    pickup_type: choice(0, 3),
    drop_off_type: choice(0, 3),
    continuous_pickup: choice(0, 3),
    continuous_drop_off: choice(0, 3),
    shape_dist_traveled: float({ bound: 'non-negative' }),
    timepoint: choice(0, 1),
    pickup_booking_rule_id: idIn('booking_rules.txt', 'booking_rule_id'),
    drop_off_booking_rule_id: idIn('booking_rules.txt', 'booking_rule_id'),
  },
};

export const frequencies: TableSpec = {
  file: 'frequencies.txt',
  key: ['trip_id', 'start_time'],
  fields: {
    trip_id: text({ ...required, refersTo: ['trips.txt', 'trip_id'] }),
    start_time: time({ ...required, endsIn: { field: 'end_time', mayBeEqual: false } }),
    end_time: time(required),
    headway_secs: integer({ ...required, bound: 'positive' }),
    exact_times: choice(0, 1),
  },
};

export const transfers: TableSpec = {
  file: 'transfers.txt',
  key: ['from_stop_id', 'to_stop_id', 'from_trip_id', 'to_trip_id', 'from_route_id', 'to_route_id'],
  fields: {
    from_stop_id: idIn('stops.txt', 'stop_id'),
    to_stop_id: idIn('stops.txt', 'stop_id'),
    transfer_type: choice(0, 5, { presence: 'column' }),
    min_transfer_time: integer({ bound: 'non-negative' }),
    from_trip_id: idIn('trips.txt', 'trip_id'),
    to_trip_id: idIn('trips.txt', 'trip_id'),
    from_route_id: idIn('routes.txt', 'route_id'),
    to_route_id: idIn('routes.txt', 'route_id'),
  },
};
