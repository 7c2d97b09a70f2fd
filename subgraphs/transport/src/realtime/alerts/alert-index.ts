import { createHash } from 'node:crypto';
import { at } from '../../feed/columns.ts';
import type { Feed } from '../../feed/feed.ts';
import type { Instant } from '../../feed/zone-clock.ts';
import type { Day } from '../../gtfs/date.ts';
import { type InformedEntity, isActive, type ServiceAlert } from './alert.ts';

/** A call of a trip at a stop, or a part of that; all alerts about it are wanted. */
export interface AlertTarget {
  readonly route?: number;
  readonly stop?: number;
  readonly trip?: { readonly row: number; readonly day: Day | null };
  readonly direction?: number;
}

/** A part of an alert that says what it is about. */
interface Selector {
  readonly alert: ServiceAlert;
  readonly entity: InformedEntity;
}

/** Finds the alerts about an object without reading the others. */
export class AlertIndex {
  readonly feed: Feed;
  readonly alerts: readonly ServiceAlert[];
  readonly #byStop = new SelectorsByRow();
  /** Of those without a stop. */
  readonly #byTrip = new SelectorsByRow();
  /** Of those without stop and trip. */
  readonly #byRoute = new SelectorsByRow();
  /** Those of a direction, an operator or a mode alone. */
  readonly #rest: Selector[] = [];
  /** Of lines rather than of single trips, with and without a stop. */
  readonly #byLine = new SelectorsByRow();
  readonly #restOfLines: Selector[] = [];
  #fingerprint: string | undefined;
  #active: { readonly now: Instant; readonly fingerprint: string } | undefined;

  constructor(feed: Feed, alerts: readonly ServiceAlert[]) {
    this.feed = feed;
    this.alerts = alerts;
    for (const alert of alerts) {
      for (const entity of alert.informed) this.#add({ alert, entity });
    }
  }

  /** Differs if any alert does. */
  get fingerprint(): string {
    this.#fingerprint ??= this.alerts.map(({ fingerprint }) => fingerprint).join();
    return this.#fingerprint;
  }

  /** Short text that differs if the active alerts do; made once for all subscribers. */
  fingerprintAt(now: Instant): string {
    if (this.#active?.now === now) return this.#active.fingerprint;
    const hash = createHash('sha256');
    for (const alert of this.alerts) if (isActive(alert, now)) hash.update(alert.fingerprint);
    const fingerprint = hash.digest('base64');
    this.#active = { now, fingerprint };
    return fingerprint;
  }

  /** Alerts about a stop or its station, whatever else their selectors name. */
  ofStop(stop: number): ServiceAlert[] {
    return alertsOf(this.#atStop(stop));
  }

  /** Alerts about a route, its operator or its mode, whatever else their selectors name. */
  ofRoute(route: number): ServiceAlert[] {
    const rest = this.#restOfLines.filter(({ entity }) => this.#fitsRoute(entity, route));
    const named = this.#byLine.of(route).filter(({ entity }) => this.#fitsRoute(entity, route));
    return alertsOf([...named, ...rest]);
  }

  /** Alerts with a selector that fits a target in all its parts. */
  of(target: AlertTarget): ServiceAlert[] {
    const { stop, trip, route } = target;
    const near = [
      ...(stop === undefined ? [] : this.#atStop(stop)),
      ...(trip === undefined ? [] : this.#byTrip.of(trip.row)),
      ...(route === undefined ? [] : this.#byRoute.of(route)),
      ...this.#rest,
    ];
    return alertsOf(near.filter(({ entity }) => this.#fits(entity, target)));
  }

  #add(selector: Selector): void {
    const { stop, trip, route } = selector.entity;
    if (stop !== null) this.#byStop.add(stop, selector);
    else if (trip !== null) this.#byTrip.add(trip.row, selector);
    else if (route !== null) this.#byRoute.add(route, selector);
    else this.#rest.push(selector);
    if (trip !== null || !namesLine(selector.entity)) return;
    if (route === null) this.#restOfLines.push(selector);
    else this.#byLine.add(route, selector);
  }

  #atStop(stop: number): readonly Selector[] {
    return [...this.#byStop.of(stop), ...this.#byStop.of(at(this.feed.stops.parents, stop))];
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

/** Selectors by the row that they name. */
class SelectorsByRow {
  readonly #groups = new Map<number, Selector[]>();

  add(row: number, selector: Selector): void {
    const known = this.#groups.get(row);
    if (known === undefined) this.#groups.set(row, [selector]);
    else known.push(selector);
  }

  of(row: number): readonly Selector[] {
    return this.#groups.get(row) ?? [];
  }
}

function namesLine({ operator, route, routeType }: InformedEntity): boolean {
  return operator !== null || route !== null || routeType !== null;
}

function alertsOf(selectors: readonly Selector[]): ServiceAlert[] {
  return [...new Set(selectors.map(({ alert }) => alert))];
}
