import { isForCitizens } from '../issuer/account.ts';
import type { AppRow } from '../store/database.ts';

/** Kinds of people who sign in, by the column of `linked_identity` that names them. */
export const personKinds = ['citizen', 'official', 'developer'] as const;
export type PersonKind = (typeof personKinds)[number];

/** A person by the provider's account id, which is the citizen's internal key. */
export interface Person {
  readonly kind: PersonKind;
  readonly accountId: string;
}

/** Kinds of people who may sign in at a client. */
export function kindsAt(app: Pick<AppRow, 'kind'>): readonly PersonKind[] {
  return isForCitizens(app) ? ['citizen'] : ['official', 'developer'];
}

export const columnOf = { citizen: 'citizen_key', official: 'official', developer: 'developer' } as const;

/** Columns of a row that belongs to one person. */
export type PersonColumns = Readonly<Record<(typeof columnOf)[PersonKind], string | null>>;

export function personOf(row: PersonColumns): Person {
  const kind = personKinds.find((each) => row[columnOf[each]] !== null);
  const accountId = kind && row[columnOf[kind]];
  if (!kind || !accountId) throw new Error('a row without a person; its check forbids it');
  return { kind, accountId };
}
