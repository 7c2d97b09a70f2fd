import type { ColumnType } from 'kysely';

/** An int8 of the smallest unit of a currency: read as a string, never as a double. */
export type Amount = ColumnType<string, bigint | string, bigint | string>;
