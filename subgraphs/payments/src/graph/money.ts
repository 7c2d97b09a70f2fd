import type { MoneyModel } from './mappers.ts';

/** Returns the amount of a row. */
export function money(row: { readonly amount_minor: string; readonly currency: string }): MoneyModel {
  return { amountMinor: row.amount_minor, currency: row.currency };
}
