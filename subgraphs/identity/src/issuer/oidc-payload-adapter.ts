import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { type Adapter, type AdapterPayload, errors } from 'oidc-provider';
import { publishRevocations } from '../revocation/publish.ts';
import type { IdentityDatabase } from '../store/database.ts';
import { deviceCodeSeconds } from './device-flow/device-client.ts';
import type { Sealer } from './device-flow/sealer.ts';
import { revokeGrants } from './revoke-grants.ts';

/** Models whose id is a bearer secret; only its digest is stored. */
const bearerModels: ReadonlySet<string> = new Set(['AuthorizationCode', 'DeviceCode', 'RefreshToken']);

/** How long an expired code is known, so that its device hears `expired_token` (RFC 8628, section 3.5). */
const lingerSeconds: Readonly<Record<string, number>> = { DeviceCode: deviceCodeSeconds };

/**
 * One model of oidc-provider, stored in the table `oidc_payload`.
 * @param sealer for device codes, which the provider needs again where a person has typed the user code
 */
export function createOidcPayloadAdapter(
  database: IdentityDatabase,
  model: string,
  clock: () => Date,
  sealer: Sealer,
): Adapter {
  const isBearer = bearerModels.has(model);
  const storedId = (id: string) => (isBearer ? createHash('sha256').update(id).digest('base64url') : id);

  const linger = lingerSeconds[model] ?? 0;

  /** Expired rows count as absent before they are deleted. */
  const select = () =>
    database
      .selectFrom('oidc_payload')
      .select(['payload', 'consumed_at'])
      .where('model', '=', model)
      .where((where) => where.or([where('expires_at', 'is', null), where('expires_at', '>', clock())]));

  return {
    async upsert(id, payload, expiresIn) {
      const { jti, ...withoutId } = payload;
      const sealed = sealDeviceCode(model, id, payload, sealer);
      const row = {
        payload: JSON.stringify({ ...withoutId, ...(!isBearer && { jti }), ...sealed }),
        grant_id: payload.grantId ?? null,
        uid: payload.uid ?? null,
        expires_at:
          expiresIn === undefined ? null : new Date(clock().getTime() + (expiresIn + linger) * 1000),
      };
      const insert = database
        .insertInto('oidc_payload')
        .values({ model, id: storedId(id), consumed_at: null, ...row });
      if (model === 'ReplayDetection') {
        // The provider reads before it saves, so two concurrent requests may both find nothing.
        const claimed = await insert
          .onConflict((conflict) =>
            conflict
              .columns(['model', 'id'])
              .doUpdateSet(row)
              .where('oidc_payload.expires_at', '<=', clock()),
          )
          .returning('id')
          .executeTakeFirst();
        if (claimed === undefined) throw new errors.InvalidRequest('used before');
        return;
      }
      await insert.onConflict((conflict) => conflict.columns(['model', 'id']).doUpdateSet(row)).execute();
    },

    async find(id) {
      const row = await select().where('id', '=', storedId(id)).executeTakeFirst();
      return row && openDeviceCode(model, toPayload(row, isBearer ? id : undefined), sealer);
    },

    async findByUid(uid) {
      const row = await select().where('uid', '=', uid).executeTakeFirst();
      return row && toPayload(row);
    },

    async findByUserCode(userCode) {
      const row = await select().where(sql`payload ->> 'userCode'`, '=', userCode).executeTakeFirst();
      const sealed = row?.payload.sealedId;
      return row && toPayload(row, typeof sealed === 'string' ? sealer.open(sealed) : undefined);
    },

    /**
     * Single use even for concurrent requests: the provider reads before it consumes. The loser counts as a
     * replay and revokes the family (RFC 9700, 4.14.2).
     */
    async consume(id) {
      const consumed = await database
        .updateTable('oidc_payload')
        .set({ consumed_at: clock() })
        .where('model', '=', model)
        .where('id', '=', storedId(id))
        .where('consumed_at', 'is', null)
        .returning('grant_id')
        .executeTakeFirst();
      if (consumed !== undefined) return;
      const replayed = await this.find(id);
      if (replayed?.grantId !== undefined) await revokeGrants(database, [replayed.grantId], clock());
      throw new errors.InvalidGrant('already consumed');
    },

    async destroy(id) {
      await database
        .deleteFrom('oidc_payload')
        .where('model', '=', model)
        .where('id', '=', storedId(id))
        .execute();
    },

    /**
     * The provider queries one model after another. Access tokens are JWTs without rows; gateways are
     * notified instead.
     */
    async revokeByGrantId(grantId) {
      await database.transaction().execute(async (transaction) => {
        await transaction
          .deleteFrom('oidc_payload')
          .where('model', '=', model)
          .where('grant_id', '=', grantId)
          .execute();
        if (model !== 'AccessToken') return;
        await publishRevocations(transaction, [{ kind: 'grant', id: grantId }], clock());
      });
    },
  };
}

/**
 * The provider names a device code in the row of the code, which is found by its digest, and in an
 * interaction.
 */
function sealDeviceCode(
  model: string,
  id: string,
  { deviceCode }: AdapterPayload,
  { seal }: Sealer,
): Readonly<Record<string, string>> {
  if (model === 'DeviceCode') return { sealedId: seal(id) };
  return model === 'Interaction' && deviceCode !== undefined ? { deviceCode: seal(deviceCode) } : {};
}

function openDeviceCode(model: string, payload: AdapterPayload, { open }: Sealer): AdapterPayload {
  const { deviceCode } = payload;
  return model !== 'Interaction' || deviceCode === undefined
    ? payload
    : { ...payload, deviceCode: open(deviceCode) };
}

function toPayload(
  row: { payload: Record<string, unknown>; consumed_at: Date | null },
  jti?: string,
): AdapterPayload {
  return {
    ...row.payload,
    ...(jti === undefined ? {} : { jti }),
    ...(row.consumed_at === null ? {} : { consumed: Math.floor(row.consumed_at.getTime() / 1000) }),
  };
}

const tablesThatExpire = [
  ...(['oidc_payload', 'grant_circumstance', 'user_code_attempt'] as const),
  ...(['upstream_sign_in', 'upstream_attempt', 'upstream_logout'] as const),
  ...(['passkey_challenge', 'account_event'] as const),
];

/** Deletes expired rows; runs periodically. */
export async function sweepExpired(database: IdentityDatabase, now: Date): Promise<void> {
  for (const table of tablesThatExpire) {
    await database.deleteFrom(table).where('expires_at', '<=', now).execute();
  }
  // Safelist rows stay: the last number is their version.
  await database
    .deleteFrom('revocation')
    .where('expires_at', '<=', now)
    .where('kind', '<>', 'safelist')
    .execute();
}
