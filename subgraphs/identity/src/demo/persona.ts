import type { IdentityDatabase } from '../store/database.ts';
import { listOfficials } from '../store/directory.ts';
import { apps, consoleClientId, developers } from './directory.ts';

/** A person for whom `POST /demo/token` issues tokens. */
export interface Persona {
  readonly id: string;
  readonly kind: 'citizen' | 'operator' | 'admin' | 'developer' | 'app';
  /** Apps that the persona uses, the default first. */
  readonly apps: readonly string[];
  readonly about: string;
}

const partnerIds = apps.filter(({ kind }) => kind === 'partner').map(({ client_id }) => client_id);

export const lin: Persona = {
  id: 'lin',
  kind: 'citizen',
  apps: partnerIds,
  about: 'Citizen, identified at the high level, has consented to all three apps',
};

/** Read each time, because an agency that joins adds an official. */
export async function listPersonas(database: IdentityDatabase): Promise<readonly Persona[]> {
  return [
    lin,
    {
      id: 'zhao',
      kind: 'citizen',
      apps: partnerIds,
      about: 'Citizen, identified at the substantial level, has consented to no app',
    },
    ...(await listOfficials(database)).map(
      ({ id, name_en, kind, roles }): Persona => ({
        id,
        kind,
        apps: [consoleClientId],
        about: roles.length === 0 ? name_en : `${name_en} (${roles.join(', ')})`,
      }),
    ),
    ...developers.map(
      ({ id, name_en }): Persona => ({
        id,
        kind: 'developer',
        apps: [consoleClientId],
        about: `${name_en}; registers apps and asks for access`,
      }),
    ),
    ...partnerIds.map(
      (id): Persona => ({ id, kind: 'app', apps: [id], about: 'The app by itself, without a citizen' }),
    ),
  ];
}
