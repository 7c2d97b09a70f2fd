import { connectionFromArray } from '@civic-graph/subgraph-kit';
import { at } from '../feed/columns.ts';
import type { FeedsInService } from '../feeds/feeds-in-service.ts';
import { formatIsoDate } from '../gtfs/date.ts';
import { type BookingTime, bookingTime } from '../on-demand/booking-time.ts';
import { findServices } from '../on-demand/find-services.ts';
import { between, instantOf } from './arguments.ts';
import type { Setting, TransportResolvers } from './context.ts';
import { boardingRule } from './enumerations.ts';
import { gtfsId } from './loaders.ts';
import type { BookingRuleModel, OnDemandServiceModel } from './mappers.ts';
import { translated } from './names.ts';
import type { BookingType, OnDemandPlaceKind, QueryOnDemandServicesArgs } from './resolver-types.ts';

/** Maximum length of lists without pages. */
const shown = 100;
const week = 604_800;

/** @throws PublicError BAD_USER_INPUT that names the argument */
export function onDemandConnection(
  { all }: FeedsInService,
  args: QueryOnDemandServicesArgs,
  clock: () => Date,
) {
  const place = (given: { latitude: number; longitude: number }, of: string) => ({
    latitude: between(given.latitude, `${of}latitude`, [-90, 90], 0),
    longitude: between(given.longitude, `${of}longitude`, [-180, 180], 0),
  });
  const begin = instantOf(args.at, 'at', clock);
  const query = {
    from: place(args, ''),
    to: args.to ? place(args.to, 'to.') : null,
    at: begin,
    until: begin + between(args.windowSeconds, 'windowSeconds', [0, week], 0),
    radiusMeters: between(args.radiusMeters, 'radiusMeters', [1, 5_000], 500),
  };
  const services = all
    .flatMap(({ loaded: { feed } }) =>
      findServices(feed, query).map((service): OnDemandServiceModel => ({ ...service, feed })),
    )
    .sort((one, other) => one.ride - other.ride);
  return connectionFromArray(services, args);
}

export const onDemandServiceResolvers: TransportResolvers['OnDemandService'] = {
  route: ({ feed, pickup }) => ({ feed, row: at(feed.trips.routes, pickup.trip) }),
  trip: ({ feed, pickup }) => ({ feed, row: pickup.trip }),
  serviceDate: ({ day }) => formatIsoDate(day),
  earliestPickup: ({ feed, ride }) => feed.clock.format(ride),
  pickup: ({ feed, day, ride, pickup }) => ({ feed, day, ride, call: pickup, isPickup: true }),
  dropOffs: ({ feed, day, ride, dropOffs }) =>
    dropOffs.slice(0, shown).map((call) => ({ feed, day, ride, call, isPickup: false })),
};

export const onDemandCallResolvers: TransportResolvers['OnDemandCall'] = {
  place: ({ feed, call }) => ({ feed, place: at(feed.onDemand.places, call.place) }),
  windowStart: ({ feed, day, call }) => feed.clock.format(feed.clock.serviceDayStart(day) + call.from),
  windowEnd: ({ feed, day, call }) => feed.clock.format(feed.clock.serviceDayStart(day) + call.to),
  isScheduled: ({ call }) => call.isScheduled,
  boardingRule: ({ call, isPickup }) => boardingRule(isPickup ? call.pickup : call.dropOff),
  booking: ({ feed, day, ride, call, isPickup }) => {
    const rule = feed.onDemand.rules[isPickup ? call.pickupRule : call.dropOffRule];
    return rule === undefined ? null : { feed, day, ride, isPickup, rule };
  },
};

const placeKinds: Readonly<Record<string, OnDemandPlaceKind>> = {
  zone: 'ZONE',
  group: 'STOP_GROUP',
  stop: 'STOP',
};

export const onDemandPlaceResolvers: TransportResolvers['OnDemandPlace'] = {
  gtfsId: ({ feed, place }) => gtfsId(feed, place.id),
  kind: ({ place }) => placeKinds[place.kind] ?? 'STOP',
  name: ({ feed, place }, { language }) => {
    if (place.kind === 'zone') {
      const field = { table: 'locations', field: 'stop_name', record: place.id };
      return translated(feed, field, place.zone.name, language);
    }
    if (place.kind === 'group') {
      const field = { table: 'location_groups', field: 'location_group_name', record: place.id };
      return translated(feed, field, place.name, language);
    }
    const name = place.stops.map((stop) => feed.stops.names.at(stop)).join();
    return translated(feed, { table: 'stops', field: 'stop_name', record: place.id }, name, language);
  },
  description: ({ place }) => (place.kind === 'zone' ? place.zone.description || null : null),
  stops: ({ feed, place }) =>
    place.kind === 'zone' ? [] : place.stops.slice(0, shown).map((row) => ({ feed, row })),
  geoJson: ({ place }) =>
    place.kind === 'zone' ? JSON.stringify({ type: 'MultiPolygon', coordinates: place.zone.polygons }) : null,
};

/** In the order of `booking_type`. */
const bookingTypes: readonly BookingType[] = ['REAL_TIME', 'SAME_DAY', 'PRIOR_DAYS'];

export const bookingRuleResolvers = ({ clock }: Setting): TransportResolvers['BookingRule'] => ({
  gtfsId: ({ feed, rule }) => gtfsId(feed, rule.id),
  bookingType: ({ rule }) => bookingTypes[rule.type] ?? 'REAL_TIME',
  bookFrom: (model) => formatted(model, timeOf(model).from),
  bookUntil: (model) => formatted(model, timeOf(model).until),
  isBookableNow: (model) => {
    const now = clock().getTime() / 1000;
    const { from, until } = timeOf(model);
    return (from === null || from <= now) && (until === null || now <= until);
  },
  message: ({ feed, rule, isPickup }, { language }) => {
    const { id: record } = rule;
    const own = isPickup ? 'pickup_message' : 'drop_off_message';
    const text = isPickup ? rule.pickupMessage : rule.dropOffMessage;
    return (
      translated(feed, { table: 'booking_rules', field: own, record }, text, language) ??
      translated(feed, { table: 'booking_rules', field: 'message', record }, rule.message, language)
    );
  },
  phone: ({ rule }) => rule.phone || null,
  infoUrl: ({ rule }) => rule.infoUrl || null,
  bookingUrl: ({ rule }) => rule.bookingUrl || null,
});

function timeOf({ feed, day, ride, rule }: BookingRuleModel): BookingTime {
  return bookingTime(rule, feed, day, ride);
}

function formatted({ feed }: BookingRuleModel, instant: number | null): string | null {
  return instant === null ? null : feed.clock.format(instant);
}
