import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { type ProductionSecret, productionSecrets } from './production-secrets.ts';

export interface GeneratedSecret extends ProductionSecret {
  readonly value: string;
}

/** Makes every secret of a production deployment. @param agencies those that collect money */
export function generateSecrets(agencies: readonly string[]): readonly GeneratedSecret[] {
  return productionSecrets.map((secret) => ({ ...secret, value: makeSecret(secret, agencies) }));
}

/** A line of an environment file; JSON is in quotes. */
export function lineOf({ name, value }: Pick<GeneratedSecret, 'name' | 'value'>): string {
  return `${name}=${/^[\w-]+$/.test(value) ? value : `'${value}'`}`;
}

function makeSecret({ kind }: ProductionSecret, agencies: readonly string[]): string {
  switch (kind) {
    case 'random':
      return randomBytes(32).toString('base64url');
    case 'ed25519-jwk':
      return JSON.stringify(signingKey());
    case 'ed25519-jwk-by-agency':
      return JSON.stringify(Object.fromEntries(agencies.map((agency) => [agency, signingKey()])));
  }
}

function signingKey(): object {
  return generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
}
