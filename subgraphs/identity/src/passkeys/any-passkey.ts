import { columnOf, type PersonKind } from '../linked-identities/person.ts';
import type { Passkeys } from './passkeys.ts';

/** Whether anybody of these kinds can sign in with a passkey. */
export async function anyPasskey(
  { database }: Pick<Passkeys, 'database'>,
  kinds: readonly PersonKind[],
): Promise<boolean> {
  const found = await database
    .selectFrom('passkey')
    .select('id')
    .where((where) => where.or(kinds.map((kind) => where(columnOf[kind], 'is not', null))))
    .where('removed_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}
