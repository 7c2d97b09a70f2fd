import type { JoinRules } from './join-rules.ts';
import type { LegRules } from './leg-rules.ts';
import type { TransferRules } from './transfer-rules.ts';

/** A row of fare_products.txt: what a product costs for a category of riders on a medium. */
export interface FareProduct {
  readonly id: string;
  readonly name: string;
  /** As in the feed, e.g. `2.00`; negative for a discount. */
  readonly amount: string;
  readonly currency: string;
  /** Row of the medium; `null` if unknown. */
  readonly medium: number | null;
  /** Row of the category; `null` for any. */
  readonly category: number | null;
}

export interface RiderCategory {
  readonly id: string;
  readonly name: string;
  readonly isDefault: boolean;
  readonly eligibilityUrl: string | null;
}

export interface FareMedium {
  readonly id: string;
  readonly name: string;
  /** `fare_media_type`: 0 none, 1 paper ticket, 2 transit card, 3 bank card, 4 app. */
  readonly type: number;
}

/** A part of the day on the days of a service, in seconds of local time. */
export interface Timeframe {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
  readonly service: number;
}

/** A row of fare_leg_rules.txt; an empty text is an empty field. */
export interface LegRule {
  readonly group: string;
  readonly network: string;
  readonly fromArea: string;
  readonly toArea: string;
  readonly fromTimeframe: string;
  readonly toTimeframe: string;
  readonly product: string;
  readonly priority: number;
}

/** `fare_transfer_type`: which fares are paid for a transfer from A to B. */
export const transferType = { fromAndTransfer: 0, all: 1, transferOnly: 2 } as const;

/** A row of fare_transfer_rules.txt; an empty text is an empty field. */
export interface TransferRule {
  readonly fromGroup: string;
  readonly toGroup: string;
  /** Maximum number of consecutive transfers within a group; infinite for no limit. */
  readonly count: number;
  readonly limitSeconds: number | null;
  /** `duration_limit_type`, 0 to 3. */
  readonly limitType: number;
  /** A value of {@link transferType}. */
  readonly type: number;
  /** `null` for a free transfer. */
  readonly product: string | null;
}

/** GTFS Fares V2 of a feed. */
export interface FaresV2 {
  readonly categories: readonly RiderCategory[];
  readonly categoryIndex: ReadonlyMap<string, number>;
  readonly media: readonly FareMedium[];
  readonly mediumIndex: ReadonlyMap<string, number>;
  /** `fare_product_id` -> its rows. */
  readonly products: ReadonlyMap<string, readonly FareProduct[]>;
  /** In the order of fare_products.txt. */
  readonly currencies: readonly string[];
  /** `timeframe_group_id` -> its rows. */
  readonly timeframes: ReadonlyMap<string, readonly Timeframe[]>;
  readonly legRules: LegRules;
  readonly transferRules: TransferRules;
  readonly joinRules: JoinRules;
  /** Route row -> network; empty for none. */
  readonly networks: readonly string[];
  /** Stop row -> areas, of its own or else of its station. */
  readonly areasOfStop: ReadonlyMap<number, readonly string[]>;
}
