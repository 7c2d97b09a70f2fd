import type { ChangeRow } from '../database/database.ts';
import type { Change } from './change.ts';

/** A change with its rollout, `null` where a check has found it, and its place in the list. */
export type ListedChange = Change & { readonly rollout: string | null; readonly number: number };

export function changeOf({ data_class, sunset_on, ...row }: ChangeRow): ListedChange {
  return { ...row, dataClass: data_class, sunsetOn: sunset_on };
}
