import { at } from '../../feed/columns.ts';
import type { Feed } from '../../feed/feed.ts';
import type { Day } from '../../gtfs/date.ts';
import type { InformedEntity, ServiceAlert } from './alert.ts';

/** A call of a trip at a stop, or a part of that; all alerts about it are wanted. */
export interface AlertTarget {
  readonly route?: number;
  readonly stop?: number;
  readonly trip?: { readonly row: number; readonly day: Day | null };
  readonly direction?: number;
}

/** Finds the alerts about something. */
export class AlertIndex {
  readonly feed: Feed;
  readonly alerts: readonly ServiceAlert[];
  readonly #byStop = new Map<number, ServiceAlert[]>();
  /** Alerts with a selector without a stop. */
  readonly #elsewhere: ServiceAlert[] = [];
  #fingerprint: string | undefined;

  constructor(feed: Feed, alerts: readonly ServiceAlert[]) {
    this.feed = feed;
    this.alerts = alerts;
    for (const alert of alerts) {
      for (const { stop } of alert.informed) {
        if (stop === null) addTo(this.#elsewhere, alert);
        else {
          const known = this.#byStop.get(stop) ?? [];
          this.#byStop.set(stop, known);
          addTo(known, alert);
        }
      }
    }
  }

  /** Differs if any alert does. */
  get fingerprint(): string {
    this.#fingerprint ??= JSON.stringify(this.alerts);
    return this.#fingerprint;
  }

  /** Alerts about a stop or its station, whatever else their selectors name. */
  ofStop(stop: number): ServiceAlert[] {
    const station = at(this.feed.stops.parents, stop);
    return distinct([...(this.#byStop.get(stop) ?? []), ...(this.#byStop.get(station) ?? [])]);
  }

  /** Alerts about a route, its operator or its mode, whatever else their selectors name. */
  ofRoute(route: number): ServiceAlert[] {
    return this.alerts.filter(({ informed }) =>
      informed.some((each) => namesLine(each) && this.#fitsRoute(each, route) && each.trip === null),
    );
  }

  /** Alerts with a selector that fits a target in all its parts. */
  of(target: AlertTarget): ServiceAlert[] {
    const near = target.stop === undefined ? [] : this.ofStop(target.stop);
    return distinct([...near, ...this.#elsewhere]).filter(({ informed }) =>
      informed.some((each) => this.#fits(each, target)),
    );
  }

  #fits(each: InformedEntity, { route, stop, trip, direction }: AlertTarget): boolean {
    const isLine = route === undefined ? !namesLine(each) : this.#fitsRoute(each, route);
    const isWay = each.direction === null || each.direction === direction;
    const isTrip =
      each.trip === null ||
      (each.trip.row === trip?.row &&
        (each.trip.day === null || trip.day === null || each.trip.day === trip.day));
    const station = stop === undefined ? -1 : at(this.feed.stops.parents, stop);
    return isLine && isWay && isTrip && (each.stop === null || each.stop === stop || each.stop === station);
  }

  #fitsRoute({ operator, route, routeType }: InformedEntity, row: number): boolean {
    const of = at(this.feed.routes, row);
    return (
      (route === null || route === row) &&
      (operator === null || operator === of.operator) &&
      (routeType === null || routeType === of.type)
    );
  }
}

function namesLine({ operator, route, routeType }: InformedEntity): boolean {
  return operator !== null || route !== null || routeType !== null;
}

function addTo(alerts: ServiceAlert[], alert: ServiceAlert): void {
  if (alerts.at(-1) !== alert) alerts.push(alert);
}

function distinct(alerts: readonly ServiceAlert[]): ServiceAlert[] {
  return [...new Set(alerts)];
}
