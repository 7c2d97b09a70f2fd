import type { IdentityDatabase } from '../../store/database.ts';
import type { SubjectToken } from './read-subject-token.ts';

/** Whether gateways would refuse the token, according to the revocation feed. */
export async function isRevoked(database: IdentityDatabase, token: SubjectToken): Promise<boolean> {
  const row = await database
    .selectFrom('revocation')
    .select('id')
    .where((where) =>
      where.or([
        where.and({ kind: 'grant', id: token.grant }),
        where.and({ kind: 'consent', id: token.consent_id ?? '' }),
        where.and([
          where.and({ kind: 'client', id: token.client_id }),
          where('issued_before', '>', new Date(token.iat * 1000)),
        ]),
      ]),
    )
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
