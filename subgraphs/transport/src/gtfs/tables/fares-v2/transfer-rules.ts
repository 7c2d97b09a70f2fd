import type { Archive } from '../../../archive/archive.ts';
import type { FaresV2, TransferRule } from '../../../fares-v2/fares-v2.ts';
import { type JoinRule, JoinRules } from '../../../fares-v2/join-rules.ts';
import { TransferRules } from '../../../fares-v2/transfer-rules.ts';
import type { RowLookup } from '../../../feed/id-table.ts';
import type { LoadReport } from '../../load-report.ts';
import { optionalReference, readOptional } from '../read-optional.ts';

const shape = { file: 'fare_transfer_rules.txt', columns: ['fare_transfer_type'] };
const joinShape = { file: 'fare_leg_join_rules.txt', columns: ['from_network_id', 'to_network_id'] };

export async function readTransferRules(
  archive: Archive,
  report: LoadReport,
  { products, legRules }: Pick<FaresV2, 'products' | 'legRules'>,
): Promise<TransferRules> {
  const rules: TransferRule[] = [];
  await readOptional(archive, shape, report, (row) => {
    const group = (field: string) => optionalReference(row, field, legRules.groups, 'fare_leg_rules.txt');
    const count = row.integer('transfer_count', -1, 2 ** 31 - 1);
    if (row.required('fare_transfer_type') === '') return;
    rules.push({
      fromGroup: group('from_leg_group_id'),
      toGroup: group('to_leg_group_id'),
      count: count === null || count <= 0 ? Number.POSITIVE_INFINITY : count,
      limitSeconds: row.integer('duration_limit', 1, 2 ** 31 - 1),
      limitType: row.choice('duration_limit_type', 3, 0),
      type: row.choice('fare_transfer_type', 2, 0),
      product: optionalReference(row, 'fare_product_id', products, 'fare_products.txt') || null,
    });
  });
  return new TransferRules(rules);
}

export async function readJoinRules(
  archive: Archive,
  report: LoadReport,
  stopIndex: RowLookup,
): Promise<JoinRules> {
  const rules: JoinRule[] = [];
  await readOptional(archive, joinShape, report, (row) => {
    const hasStops = row.text('from_stop_id') !== '' || row.text('to_stop_id') !== '';
    rules.push({
      fromNetwork: row.required('from_network_id'),
      toNetwork: row.required('to_network_id'),
      stops: hasStops
        ? {
            from: row.reference('from_stop_id', stopIndex, 'stops.txt'),
            to: row.reference('to_stop_id', stopIndex, 'stops.txt'),
          }
        : null,
    });
  });
  return new JoinRules(rules);
}
