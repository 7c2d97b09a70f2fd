import { intAt } from '../../feed/columns.ts';
import type { JourneyQuery, Via } from '../query/journey-query.ts';
import { never } from '../raptor/labels.ts';
import type { Timetable } from '../timetable.ts';
import type { Stage } from './via-chains.ts';

/** The places of a journey in order; it leaves a station from the platform where it arrived. */
export function viaStages(
  { changeSeconds }: Timetable,
  { from, to, minTransferSeconds = 0 }: JourneyQuery,
  via: readonly Via[],
): readonly Stage[] {
  const change = (stop: number) => intAt(changeSeconds, stop);
  const stations = via.map(({ stops, staySeconds }) => ({
    places: stops.filter((stop) => change(stop) !== never),
    stay: (place: JourneyQuery['from']) =>
      typeof place === 'number' ? Math.max(staySeconds, minTransferSeconds, change(place)) : 0,
  }));
  const end = (place: JourneyQuery['from']): Stage => ({ places: [place], stay: () => 0 });
  return [end(from), ...stations, end(to)];
}
