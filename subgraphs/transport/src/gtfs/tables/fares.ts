import type { Archive } from '../../archive/archive.ts';
import { maxAmountLength } from '../../feed/decimals.ts';
import { FareIndex } from '../../feed/fare-index.ts';
import type { FeedTables } from '../../feed/feed-tables.ts';
import type { Fare, FareRule } from '../../feed/tables.ts';
import type { LoadReport } from '../load-report.ts';
import { readTable } from '../table-reader.ts';

const attributes = {
  file: 'fare_attributes.txt',
  columns: ['fare_id', 'price', 'currency_type', 'payment_method', 'transfers'],
};
const rules = { file: 'fare_rules.txt', columns: ['fare_id'] };

/** Fares of GTFS Fares V1. */
export async function readFares(
  archive: Archive,
  report: LoadReport,
  routeIndex: ReadonlyMap<string, number>,
): Promise<Pick<FeedTables, 'fares' | 'fareRules' | 'fareIndex'>> {
  const fares: Fare[] = [];
  const fareRules: FareRule[] = [];
  const read = async () => ({ fares, fareRules, fareIndex: await FareIndex.of(fares, fareRules) });
  const index = new Map<string, number>();
  if (!archive.has(attributes.file)) return read();
  await readTable(archive, attributes, report, (row) => {
    const id = row.uniqueId('fare_id', index);
    index.set(id, fares.length);
    row.decimal('price', 0, 1e9);
    const price = row.required('price');
    // Amounts are added as decimal texts.
    if (price !== '' && (price.length > maxAmountLength || !/^(\d+(\.\d*)?|\.\d+)$/.test(price)))
      row.error('invalid_float', 'price', 'is not an amount');
    const currency = row.required('currency_type');
    if (!/^[A-Z]{3}$/.test(currency)) {
      row.error('invalid_currency', 'currency_type', 'is not a code of ISO 4217');
    }
    fares.push({
      id,
      price,
      currency,
      // An empty field means unlimited transfers.
      transfers: row.text('transfers') === '' ? null : row.choice('transfers', 2, 0),
      transferSeconds: row.integer('transfer_duration', 0, 2 ** 31 - 1),
      paidBeforeBoarding: row.choice('payment_method', 1, 0) === 1,
    });
  });
  if (!archive.has(rules.file)) return read();
  await readTable(archive, rules, report, (row) => {
    const route = row.text('route_id') === '' ? null : row.reference('route_id', routeIndex, 'routes.txt');
    fareRules.push({
      fare: row.reference('fare_id', index, 'fare_attributes.txt'),
      route,
      origin: row.text('origin_id') || null,
      destination: row.text('destination_id') || null,
      contains: row.text('contains_id') || null,
    });
  });
  return read();
}
