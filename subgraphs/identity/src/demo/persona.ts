import { apps, consoleClientId, developers, officials } from './directory.ts';

/** A person for whom `POST /demo/token` issues tokens. */
export interface Persona {
  readonly id: string;
  readonly kind: 'citizen' | 'operator' | 'admin' | 'developer' | 'app';
  /** Apps that the persona uses, the default first. */
  readonly apps: readonly string[];
  readonly about: string;
}

const partnerIds = apps.filter(({ kind }) => kind === 'partner').map(({ client_id }) => client_id);

export const personas: readonly Persona[] = [
  {
    id: 'lin',
    kind: 'citizen',
    apps: partnerIds,
    about: 'Citizen, identified at the high level, has consented to all three apps',
  },
  {
    id: 'zhao',
    kind: 'citizen',
    apps: partnerIds,
    about: 'Citizen, identified at the substantial level, has consented to no app',
  },
  ...officials.map(
    ({ id, name_en, kind, roles }): Persona => ({
      id,
      kind,
      apps: [consoleClientId],
      about: `${name_en} (${roles.join(', ')})`,
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
