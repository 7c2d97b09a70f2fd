import type { Rows } from './csv.ts';
import { lines } from './lines.ts';
import { endsOf, places } from './network.ts';
import { loopHeadsign } from './timetable.ts';

/** Operators of the demo city, Chinese and English. */
export const operators = [
  { id: 'metro', name: '杭城地铁', english: 'Hangcheng Metro' },
  { id: 'bus', name: '杭城公交', english: 'Hangcheng Bus' },
  { id: 'water', name: '杭城水上巴士', english: 'Hangcheng Water Bus' },
];

/** English names, by the value of the field (translations.txt, `field_value`). */
export function translationRows(): Rows {
  const names = [...places.values()];
  return [
    ...names.map((place) => english('stops', 'stop_name', place.name, place.english)),
    ...names.map((place) => english('trips', 'trip_headsign', place.name, place.english)),
    english('trips', 'trip_headsign', loopHeadsign, 'Around the lake'),
    ...lines.map((line) => english('routes', 'route_short_name', line.name, line.english)),
    ...lines.map((line) => {
      const [start, end] = endsOf(line);
      const longName = `${start.name} - ${end.name}`;
      return english('routes', 'route_long_name', longName, `${start.english} - ${end.english}`);
    }),
    ...operators.map((operator) => english('agency', 'agency_name', operator.name, operator.english)),
  ];
}

function english(table_name: string, field_name: string, field_value: string, translation: string) {
  return { table_name, field_name, language: 'en', translation, field_value };
}
