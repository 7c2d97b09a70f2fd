import type { Archive } from '../../../archive/archive.ts';
import type { FareMedium, FareProduct, FaresV2, RiderCategory } from '../../../fares-v2/fares-v2.ts';
import { maxAmountLength } from '../../../feed/decimals.ts';
import type { LoadReport } from '../../load-report.ts';
import { readOptional } from '../read-optional.ts';

const categoryShape = {
  file: 'rider_categories.txt',
  columns: ['rider_category_id', 'rider_category_name'],
};
const mediumShape = { file: 'fare_media.txt', columns: ['fare_media_id', 'fare_media_type'] };
const productShape = { file: 'fare_products.txt', columns: ['fare_product_id', 'amount', 'currency'] };

/** Rows of a product that are compared, and currencies that are tried; feeds have a handful. */
const maxRows = 500;
const maxCurrencies = 5;

type Products = Pick<
  FaresV2,
  'categories' | 'categoryIndex' | 'media' | 'mediumIndex' | 'products' | 'currencies'
>;

/** What riders buy, who may buy it, and on which medium. */
export async function readProducts(archive: Archive, report: LoadReport): Promise<Products> {
  const categories: RiderCategory[] = [];
  const categoryIndex = new Map<string, number>();
  await readOptional(archive, categoryShape, report, (row) => {
    const id = row.uniqueId('rider_category_id', categoryIndex);
    categoryIndex.set(id, categories.length);
    categories.push({
      id,
      name: row.required('rider_category_name'),
      isDefault: row.choice('is_default_fare_category', 1, 0) === 1,
      eligibilityUrl: row.text('eligibility_url') || null,
    });
  });
  const media: FareMedium[] = [];
  const mediumIndex = new Map<string, number>();
  await readOptional(archive, mediumShape, report, (row) => {
    const id = row.uniqueId('fare_media_id', mediumIndex);
    mediumIndex.set(id, media.length);
    media.push({ id, name: row.text('fare_media_name'), type: row.choice('fare_media_type', 4, 0) });
  });
  const products = new Map<string, FareProduct[]>();
  const currencies = new Set<string>();
  await readOptional(archive, productShape, report, (row) => {
    const id = row.required('fare_product_id');
    row.decimal('amount', -1e9, 1e9);
    const amount = row.required('amount');
    // Amounts are added as decimal texts.
    if (amount !== '' && (amount.length > maxAmountLength || !/^-?(\d+(\.\d*)?|\.\d+)$/.test(amount)))
      row.error('invalid_float', 'amount', 'is not an amount');
    const currency = row.required('currency');
    if (!/^[A-Z]{3}$/.test(currency)) {
      row.error('invalid_currency', 'currency', 'is not a code of ISO 4217');
    }
    currencies.add(currency);
    const reference = (field: string, known: ReadonlyMap<string, number>, target: string) =>
      row.text(field) === '' ? null : row.reference(field, known, target);
    const product = {
      id,
      name: row.text('fare_product_name'),
      amount,
      currency,
      medium: reference('fare_media_id', mediumIndex, mediumShape.file),
      category: reference('rider_category_id', categoryIndex, categoryShape.file),
    };
    const others = products.get(id);
    if (others === undefined) products.set(id, [product]);
    else if (others.length < maxRows) others.push(product);
  });
  return {
    categories,
    categoryIndex,
    media,
    mediumIndex,
    products,
    currencies: [...currencies].slice(0, maxCurrencies),
  };
}
