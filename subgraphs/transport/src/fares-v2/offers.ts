import { at } from '../feed/columns.ts';
import { compareDecimals } from '../feed/decimals.ts';
import type { FareProduct, FaresV2 } from './fares-v2.ts';

/** Who pays, and with what. */
export interface Rider {
  /** Row of the category; `null` for the default one. */
  readonly category: number | null;
  /** Row of the medium; `null` for the cheapest. */
  readonly medium: number | null;
}

interface Offer {
  /** Currency, or currency and medium -> the cheapest row. */
  readonly cheapest: ReadonlyMap<string, FareProduct>;
  /** Media of the rows; `null` for an unknown one. */
  readonly media: ReadonlySet<number | null>;
}

/** The products for a category of riders. The rows of a product are compared once. */
export class Offers {
  readonly #fares: FaresV2;
  readonly #category: number | null;
  readonly #offers = new Map<string, Offer>();

  /** @param category `null` for the default one */
  constructor(fares: FaresV2, category: number | null) {
    this.#fares = fares;
    this.#category = category;
  }

  /** Whether a product is sold on a medium, `null` being any. */
  isSold(id: string, medium: number | null): boolean {
    const { media } = this.#of(id);
    return medium === null ? media.size > 0 : media.has(medium) || media.has(null);
  }

  /** The cheapest row of a product on a medium, `null` being any, or on an unknown one. */
  cheapest(id: string, medium: number | null, currency: string): FareProduct | null {
    const { cheapest } = this.#of(id);
    if (medium === null) return cheapest.get(currency) ?? null;
    const [own, unknown] = [cheapest.get(keyOf(currency, medium)), cheapest.get(keyOf(currency, null))];
    if (own === undefined || unknown === undefined) return own ?? unknown ?? null;
    return compareDecimals(unknown.amount, own.amount) < 0 ? unknown : own;
  }

  #of(id: string): Offer {
    const known = this.#offers.get(id);
    if (known !== undefined) return known;
    const cheapest = new Map<string, FareProduct>();
    const offer = { cheapest, media: new Set<number | null>() };
    for (const product of productsFor(this.#fares, id, this.#category)) {
      offer.media.add(product.medium);
      for (const key of [product.currency, keyOf(product.currency, product.medium)]) {
        const other = cheapest.get(key);
        if (other === undefined || compareDecimals(product.amount, other.amount) < 0)
          cheapest.set(key, product);
      }
    }
    this.#offers.set(id, offer);
    return offer;
  }
}

/** Rows of a product for a rider: of the category or of any, on the medium or on an unknown one. */
export function buyable(fares: FaresV2, id: string, rider: Rider): readonly FareProduct[] {
  return productsFor(fares, id, rider.category).filter(
    ({ medium }) => rider.medium === null || medium === null || medium === rider.medium,
  );
}

function productsFor({ products, categories }: FaresV2, id: string, rider: number | null) {
  return (products.get(id) ?? []).filter(
    ({ category }) =>
      category === null || (rider === null ? at(categories, category).isDefault : category === rider),
  );
}

function keyOf(currency: string, medium: number | null): string {
  return `${currency} ${medium ?? 'unknown'}`;
}
