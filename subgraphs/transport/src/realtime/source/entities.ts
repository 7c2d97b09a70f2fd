import { at } from '../../feed/columns.ts';
import type { Instant } from '../../feed/zone-clock.ts';
import type { AlertMessage, TripUpdate, VehiclePositionMessage } from '../message/feed-message.ts';
import type { FeedMessage } from '../message/read-feed-message.ts';

/** A part of a message, with the time of that message. */
export interface Timed<Content> {
  readonly content: Content;
  readonly messageTime: Instant;
  /** About how much memory it takes, in bytes. */
  readonly size: number;
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
/** Maximum bytes of all kinds together, which no single message reaches. */
const maxSize = 400_000_000;

/**
 * What a source says after a message: a full dataset replaces everything, a differential one only the
 * entities that it names.
 */
export function withMessage(
  before: Entities,
  { header, entities, sizes }: FeedMessage,
  messageTime: Instant,
): Entities {
  const isDifferential = header.incrementality === 'DIFFERENTIAL';
  const { tripUpdates, vehicles, alerts } = isDifferential ? before : noEntities;
  const after = { tripUpdates: new Map(tripUpdates), vehicles: new Map(vehicles), alerts: new Map(alerts) };
  for (let index = 0; index < entities.length; index += 1) {
    const { id = '', isDeleted, tripUpdate, vehicle, alert } = at(entities, index);
    const size = at(sizes, index);
    if (isDifferential) {
      // Also moves a replaced entity behind the older ones.
      for (const kind of Object.values(after)) kind.delete(id);
      if (isDeleted) continue;
    }
    if (tripUpdate !== undefined) after.tripUpdates.set(id, { content: tripUpdate, messageTime, size });
    if (vehicle !== undefined) after.vehicles.set(id, { content: vehicle, messageTime, size });
    if (alert !== undefined) after.alerts.set(id, { content: alert, messageTime, size });
  }
  let room = maxSize;
  for (const kind of Object.values<Map<string, Timed<unknown>>>(after)) room -= dropOldest(kind, room);
  // A kind that the message does not change stays the same object, so that it is not applied again.
  return {
    tripUpdates: isSame(before.tripUpdates, after.tripUpdates) ? before.tripUpdates : after.tripUpdates,
    vehicles: isSame(before.vehicles, after.vehicles) ? before.vehicles : after.vehicles,
    alerts: isSame(before.alerts, after.alerts) ? before.alerts : after.alerts,
  };
}

function isSame(one: ReadonlyMap<string, unknown>, other: ReadonlyMap<string, unknown>): boolean {
  if (one.size !== other.size) return false;
  for (const [id, timed] of one) if (other.get(id) !== timed) return false;
  return true;
}

/** @returns the size of what remains, at most `room` */
function dropOldest(entities: Map<string, Timed<unknown>>, room: number): number {
  let total = 0;
  for (const { size } of entities.values()) total += size;
  for (const [id, { size }] of entities) {
    if (entities.size <= maxEntities && total <= room) break;
    entities.delete(id);
    total -= size;
  }
  return total;
}
