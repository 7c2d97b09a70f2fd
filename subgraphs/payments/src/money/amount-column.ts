import type { ColumnType } from 'kysely';

/** An int8 in minor units: read as a string, never as a double. */
export type Amount = ColumnType<string, bigint | string, bigint | string>;
