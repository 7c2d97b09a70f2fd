import type { Instant } from '../../feed/zone-clock.ts';
import type { AlertMessage, TripUpdate, VehiclePositionMessage } from '../message/feed-message.ts';
import type { FeedMessage } from '../message/read-feed-message.ts';

/** A part of a message, with the time of that message. */
export interface Timed<Content> {
  readonly content: Content;
  readonly messageTime: Instant;
}

/** What a source says now, by entity id. */
export interface Entities {
  readonly tripUpdates: ReadonlyMap<string, Timed<TripUpdate>>;
  readonly vehicles: ReadonlyMap<string, Timed<VehiclePositionMessage>>;
  readonly alerts: ReadonlyMap<string, Timed<AlertMessage>>;
}

export const noEntities: Entities = { tripUpdates: new Map(), vehicles: new Map(), alerts: new Map() };

/** Maximum entities of each kind that differential messages may add up to; the oldest are dropped. */
const maxEntities = 200_000;

/**
 * What a source says after a message: a full dataset replaces everything, a differential one only the
 * entities that it names.
 */
export function withMessage(
  before: Entities,
  { header, entities }: FeedMessage,
  messageTime: Instant,
): Entities {
  const isDifferential = header.incrementality === 'DIFFERENTIAL';
  const { tripUpdates, vehicles, alerts } = isDifferential ? before : noEntities;
  const after = { tripUpdates: new Map(tripUpdates), vehicles: new Map(vehicles), alerts: new Map(alerts) };
  for (const { id = '', isDeleted, tripUpdate, vehicle, alert } of entities) {
    if (isDifferential) {
      // Also moves a replaced entity behind the older ones.
      for (const kind of Object.values(after)) kind.delete(id);
      if (isDeleted) continue;
    }
    if (tripUpdate !== undefined) after.tripUpdates.set(id, { content: tripUpdate, messageTime });
    if (vehicle !== undefined) after.vehicles.set(id, { content: vehicle, messageTime });
    if (alert !== undefined) after.alerts.set(id, { content: alert, messageTime });
  }
  for (const kind of Object.values(after)) dropOldest(kind);
  return after;
}

function dropOldest(entities: Map<string, unknown>): void {
  for (const id of entities.keys()) {
    if (entities.size <= maxEntities) return;
    entities.delete(id);
  }
}
