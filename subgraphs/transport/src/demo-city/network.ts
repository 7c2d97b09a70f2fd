import type { Line } from './lines.ts';
import { type Place, roadside, stations } from './places.ts';

export const places: ReadonlyMap<string, Place> = new Map(
  [...stations, ...roadside].map((place) => [place.id, place]),
);

export function placeOf(id: string): Place {
  const place = places.get(id);
  if (place === undefined) throw new Error(`the demo city has no place ${id}`);
  return place;
}

/** A stop of the feed: a place served by a line in one direction. */
export interface Platform {
  readonly id: string;
  readonly place: Place;
  readonly parent: string;
  readonly code: string;
  readonly direction: number;
}

export function directionsOf(line: Line): number[] {
  return line.loop ? [0] : [0, 1];
}

/** Stop of a line at a place. Metro lines have their own platforms, buses share the stop of a direction. */
export function platform(line: Line, place: Place, direction: number): Platform {
  return line.type === 1
    ? {
        id: `${place.id}-${line.id}-${direction + 1}`,
        place,
        parent: place.id,
        code: `${line.id}-${direction + 1}`,
        direction,
      }
    : { id: `${place.id}-${direction + 1}`, place, parent: '', code: '', direction };
}

/** Every platform that the lines use, once. */
export function platformsOf(lines: readonly Line[]): Platform[] {
  const platforms = lines.flatMap((line) =>
    directionsOf(line).flatMap((direction) =>
      line.places.map((id) => platform(line, placeOf(id), direction)),
    ),
  );
  return [...new Map(platforms.map((each) => [each.id, each])).values()];
}

/** The two ends of a line; for a loop the start and the place half way round. */
export function endsOf(line: Line): [Place, Place] {
  const far = line.loop ? line.places.length >> 1 : -1;
  return [placeOf(line.places.at(0) ?? ''), placeOf(line.places.at(far) ?? '')];
}
