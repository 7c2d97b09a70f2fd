import type { Rows } from './csv.ts';
import type { Line } from './lines.ts';

const zones = ['1', '2', '3'];

/** The metro charges by crossed zones, all else a flat price. Yuan. */
export function fareTables(lines: readonly Line[]): Record<string, Rows> {
  const fares = {
    'metro-0': '2.00',
    'metro-1': '4.00',
    'metro-2': '6.00',
    bus: '2.00',
    night: '3.00',
    water: '3.00',
  };
  const rules = lines.flatMap((line) =>
    line.type === 1
      ? zones.flatMap((origin) =>
          zones.map((destination) =>
            rule(`metro-${Math.abs(Number(origin) - Number(destination))}`, line, origin, destination),
          ),
        )
      : [rule(line.type === 4 ? 'water' : line.id.startsWith('N') ? 'night' : 'bus', line, '', '')],
  );
  return {
    'fare_attributes.txt': Object.entries(fares).map(([fare_id, price]) => ({
      fare_id,
      price,
      currency_type: 'CNY',
      agency_id: operatorOf(fare_id),
      payment_method: fare_id.startsWith('metro') ? '1' : '0',
      transfers: '0',
    })),
    'fare_rules.txt': rules,
  };
}

function operatorOf(fare: string): Line['operator'] {
  if (fare === 'water') return 'water';
  return fare.startsWith('metro') ? 'metro' : 'bus';
}

function rule(fare_id: string, line: Line, origin_id: string, destination_id: string) {
  return { fare_id, route_id: line.id, origin_id, destination_id };
}
