import type { QueryParameters, UsageRow } from './usage-database.ts';

export type UsageQuestion = { readonly number: number } & (
  | { readonly kind: 'insert'; readonly rows: readonly UsageRow[]; readonly batch: string }
  | { readonly kind: 'query'; readonly sql: string; readonly parameters: QueryParameters }
);

export type UsageAnswer = { readonly number: number } & (
  | { readonly kind: 'done'; readonly rows: readonly unknown[] }
  | { readonly kind: 'failed'; readonly reason: string }
);
