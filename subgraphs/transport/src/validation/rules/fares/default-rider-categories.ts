import type { FeedRule } from '../rule.ts';

/** A fare product has one default rider category at most. */
export const defaultRiderCategories: FeedRule = {
  needs: ['fare_products.txt', 'rider_categories.txt'],
  check({ table }, notices) {
    const products = table('fare_products.txt');
    const categories = table('rider_categories.txt');
    for (const [product, rows] of products.by('fare_product_id')) {
      const defaults = new Map<string, number>();
      for (const row of rows) {
        const id = products.text(row, 'rider_category_id');
        const category = categories.find('rider_category_id', id);
        if (category !== -1 && categories.number(category, 'is_default_fare_category') === 1) {
          defaults.set(id, row);
        }
      }
      const [, second] = defaults.values();
      if (second === undefined) continue;
      const code = 'fare_product_with_multiple_default_rider_categories';
      products.notice(notices, code, second, 'rider_category_id', `"${product}"`);
    }
  },
};
