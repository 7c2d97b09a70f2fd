import type { Archive } from '../../archive/archive.ts';
import type { Route } from '../../feed/tables.ts';
import type { LoadReport } from '../load-report.ts';
import { readTable } from '../table-reader.ts';
import type { Agencies } from './agencies.ts';

const shape = { file: 'routes.txt', columns: ['route_id', 'route_type'] };

export interface Routes {
  readonly routes: readonly Route[];
  readonly index: ReadonlyMap<string, number>;
}

export async function readRoutes(
  archive: Archive,
  report: LoadReport,
  { operators, index: operatorIndex }: Agencies,
): Promise<Routes> {
  const routes: Route[] = [];
  const index = new Map<string, number>();
  await readTable(archive, shape, report, (row) => {
    const id = row.uniqueId('route_id', index);
    // agency_id is optional if there is only one agency.
    const soleOperator = operators.length === 1 && row.text('agency_id') === '';
    const type = row.integer('route_type', 0, 2 ** 31 - 1);
    if (type === null && row.text('route_type') === '') row.required('route_type');
    const shortName = row.text('route_short_name');
    const longName = row.text('route_long_name');
    if (shortName === '' && longName === '') {
      row.error('route_both_short_and_long_name_missing', 'route_short_name', 'a route needs a name');
    }
    index.set(id, routes.length);
    routes.push({
      id,
      operator: soleOperator ? 0 : row.reference('agency_id', operatorIndex, 'agency.txt'),
      shortName,
      longName,
      type: type ?? 3,
      color: row.text('route_color') || null,
      textColor: row.text('route_text_color') || null,
      network: row.text('network_id') || null,
    });
  });
  return { routes, index };
}
