/** How a secret is made. */
export type SecretKind = 'random' | 'ed25519-jwk' | 'ed25519-jwk-by-agency';

/** What a rotation needs: only a restart, or two values for a while; `never` if it must not change. */
export type Rotation = 'restart' | 'two-values' | 'never';

export interface ProductionSecret {
  readonly name: string;
  readonly kind: SecretKind;
  readonly rotation: Rotation;
  /** What breaks if it changes, or how it is rotated. */
  readonly because: string;
}

const callSecret = (name: string): ProductionSecret => ({
  name: `SUBGRAPH_SECRET_${name}`,
  kind: 'random',
  rotation: 'two-values',
  because: 'the first of two signs, both verify',
});

const password = (name: string): ProductionSecret => ({
  name,
  kind: 'random',
  rotation: 'restart',
  because: 'ALTER ROLE … PASSWORD, then replace the service',
});

/** Every secret of deploy/production.env.example, in its order. */
export const productionSecrets: readonly ProductionSecret[] = [
  ...['IDENTITY', 'TRANSPORT', 'PAYMENTS', 'STATISTICS', 'PLATFORM'].map(callSecret),
  {
    ...{ name: 'CITIZEN_KEY_SECRET', kind: 'random', rotation: 'never' },
    because: 'access records name citizens by a hash with it; with another one nobody can find theirs',
  },
  {
    ...{ name: 'ADDRESSEE_SECRET', kind: 'random', rotation: 'never' },
    because: 'agencies store ids of citizens that are derived from it',
  },
  {
    ...{ name: 'PAIRWISE_SALT', kind: 'random', rotation: 'never' },
    because: 'subjects at apps, linked accounts, signing keys and the witness of the journals depend on it',
  },
  {
    ...{ name: 'COOKIE_KEYS', kind: 'random', rotation: 'two-values' },
    because: 'the first signs, all verify',
  },
  ...['ADMIN', 'IDENTITY', 'PAYMENTS', 'REGISTRY'].map((name) => password(`DATABASE_PASSWORD_${name}`)),
  ...['IDENTITY', 'PAYMENTS', 'REGISTRY'].map((name) => password(`DATABASE_OWNER_PASSWORD_${name}`)),
  {
    ...{ name: 'REDIS_PASSWORD', kind: 'random', rotation: 'restart' },
    because: 'replace Redis, then each gateway; quotas and used proofs are forgotten',
  },
  {
    ...{ name: 'RECEIPT_SIGNING_KEY', kind: 'ed25519-jwk', rotation: 'restart' },
    because: 'the old public key stays published',
  },
  {
    ...{ name: 'AGENCY_RECEIPT_KEYS', kind: 'ed25519-jwk-by-agency', rotation: 'restart' },
    because: 'the old public keys stay published',
  },
  {
    ...{ name: 'REGISTRY_SIGNING_KEY', kind: 'ed25519-jwk', rotation: 'restart' },
    because: 'first add its public key to REGISTRY_PUBLIC_KEYS of gateways and identity',
  },
  {
    ...{ name: 'REGISTRY_SEAL_KEY', kind: 'random', rotation: 'never' },
    because: 'another one cannot open the stored secrets of subgraphs',
  },
  {
    ...{ name: 'DISCLOSURE_KEY', kind: 'random', rotation: 'never' },
    because: 'another one suppresses other values, and both releases together could disclose them',
  },
];
