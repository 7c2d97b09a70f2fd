import type { Archive } from '../../../archive/archive.ts';
import type { FaresV2, LegRule, Timeframe } from '../../../fares-v2/fares-v2.ts';
import { LegRules } from '../../../fares-v2/leg-rules.ts';
import type { LoadReport } from '../../load-report.ts';
import { optionalReference, readOptional } from '../read-optional.ts';

const timeframeShape = { file: 'timeframes.txt', columns: ['timeframe_group_id', 'service_id'] };
const shape = { file: 'fare_leg_rules.txt', columns: ['fare_product_id'] };
const endOfDay = 86_400;
/** Timeframes of a group; a feed may have a few for each of its services. */
const maxTimeframes = 5_000;

export async function readTimeframes(
  archive: Archive,
  report: LoadReport,
  serviceIndex: ReadonlyMap<string, number>,
): Promise<FaresV2['timeframes']> {
  const timeframes = new Map<string, Timeframe[]>();
  await readOptional(archive, timeframeShape, report, (row) => {
    const group = row.required('timeframe_group_id');
    const timeframe = {
      from: row.time('start_time') ?? 0,
      to: row.time('end_time') ?? endOfDay,
      service: row.reference('service_id', serviceIndex, 'calendar.txt or calendar_dates.txt'),
    };
    const others = timeframes.get(group);
    if (others === undefined) timeframes.set(group, [timeframe]);
    else if (others.length < maxTimeframes) others.push(timeframe);
  });
  return timeframes;
}

export async function readLegRules(
  archive: Archive,
  report: LoadReport,
  {
    products,
    timeframes,
    areas,
  }: Pick<FaresV2, 'products' | 'timeframes'> & { areas: ReadonlyMap<string, unknown> },
): Promise<LegRules> {
  const rules: LegRule[] = [];
  let hasPriorities = false;
  await readOptional(archive, shape, report, (row) => {
    if (rules.length === 0) hasPriorities = row.has('rule_priority');
    rules.push({
      group: row.text('leg_group_id'),
      network: row.text('network_id'),
      fromArea: optionalReference(row, 'from_area_id', areas, 'areas.txt'),
      toArea: optionalReference(row, 'to_area_id', areas, 'areas.txt'),
      fromTimeframe: optionalReference(row, 'from_timeframe_group_id', timeframes, timeframeShape.file),
      toTimeframe: optionalReference(row, 'to_timeframe_group_id', timeframes, timeframeShape.file),
      product: row.required('fare_product_id'),
      priority: row.integer('rule_priority', 0, 2 ** 31 - 1) ?? 0,
    });
    optionalReference(row, 'fare_product_id', products, 'fare_products.txt');
  });
  return new LegRules(rules, hasPriorities);
}
