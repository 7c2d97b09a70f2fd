import type { AdapterPayload } from 'oidc-provider';
import { ownPagesMetadata } from '../my-data/my-data-client.ts';
import type { AppRow } from '../store/database.ts';

/** Client of the pages for officials, admins and developers; `migrations/0028` inserts it. */
export const accountClientId = 'civic-account';

export function accountMetadata(
  app: Pick<AppRow, 'client_id' | 'name_en' | 'homepage'>,
  issuer: string,
): AdapterPayload {
  return ownPagesMetadata(app, `${issuer}/account`, ['']);
}
