import type { MoneyModel } from './mappers.ts';

/** The amount of a row that has one. */
export function money(row: { readonly amount_minor: string; readonly currency: string }): MoneyModel {
  return { amountMinor: row.amount_minor, currency: row.currency };
}
