import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { DataDirectory } from './data-directory.ts';
import { LaunchError } from './launch-error.ts';

const fileName = 'secrets.json';
/** 32 random bytes, base64url. A secret that a later version adds is created when first missing. */
const secret = z
  .string()
  .regex(/^[\w-]{43}$/)
  .default(() => randomBytes(32).toString('base64url'));

const secrets = z.object({
  /** Signs calls to each subgraph. */
  subgraphs: z
    .object({
      identity: secret,
      transport: secret,
      payments: secret,
      statistics: secret,
      platform: secret,
    })
    .prefault({}),
  citizenKey: secret,
  addressee: secret,
  cookieKey: secret,
  pairwiseSalt: secret,
  /** Private Ed25519 key of calls to subgraphs with a public key. */
  gatewaySigning: secret,
  /** Private Ed25519 key of rollouts. */
  registrySigning: secret,
  /** Seals the secrets of subgraphs in the registry's database. */
  registrySeal: secret,
  databaseAdmin: secret,
  databases: z.object({ identity: secret, payments: secret, registry: secret }).prefault({}),
  databaseOwners: z.object({ identity: secret, payments: secret, registry: secret }).prefault({}),
});

/** Secrets of one demo, created at its first start and then constant, since stored data depends on them. */
export type Secrets = Readonly<z.infer<typeof secrets>>;

/**
 * @returns the secrets, and whether this call created them, so that no stored data depends on them yet
 * @throws LaunchError if the file is damaged
 */
export async function keepSecrets(data: DataDirectory): Promise<{ secrets: Secrets; areNew: boolean }> {
  const stored = await readSecrets(data);
  const kept = stored ?? Object.freeze(secrets.parse({}));
  await data.write(fileName, `${JSON.stringify(kept, null, 2)}\n`);
  return { secrets: kept, areNew: stored === null };
}

/**
 * @returns the stored secrets; null if there are none
 * @throws LaunchError if the file is damaged
 */
export async function readSecrets(data: DataDirectory): Promise<Secrets | null> {
  const text = await data.read(fileName);
  if (text === null) return null;
  const parsed = secrets.safeParse(parseJson(text));
  if (parsed.success) return Object.freeze(parsed.data);
  throw new LaunchError(
    `DATA_DIR: ${data.file(fileName)} is damaged; restore it, or remove ${data.path} to begin anew`,
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
