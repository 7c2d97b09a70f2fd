/** Speed of a vehicle above which its times must be wrong, in km/h, by `route_type`. */
const limits: Readonly<Record<string, number>> = {
  // The light rail of Houston reaches 100 km/h, and maglev trains reach 500 km/h.
  0: 100,
  1: 150,
  2: 500,
  3: 150,
  4: 80,
  5: 30,
  6: 50,
  7: 50,
  11: 150,
  12: 150,
};

/** The limit of other modes. */
const otherLimit = 200;

export function speedLimit(routeType: string): number {
  return limits[routeType] ?? otherLimit;
}

const minute = 60;

/** Speed in km/h; times in whole minutes may be half a minute off at both ends. */
export function speedBetween(kilometers: number, departure: number, arrival: number): number {
  const inMinutes = arrival % minute === 0 && departure % minute === 0;
  const seconds = arrival <= departure ? minute : arrival - departure + (inMinutes ? minute : 0);
  return (kilometers * 3_600) / seconds;
}
