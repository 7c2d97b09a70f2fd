import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { DataDirectory } from './data-directory.ts';
import { LaunchError } from './launch-error.ts';

const fileName = 'secrets.json';
/** 32 random bytes, base64url. */
const newSecret = () => randomBytes(32).toString('base64url');
const kept = z.string().regex(/^[\w-]{43}$/);
/** A secret that a later version adds is created when first missing. */
const secret = kept.default(newSecret);
const byName = z.record(z.string(), kept).default({});

const secrets = z.object({
  /** Signs calls to each subgraph. */
  subgraphs: byName,
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
  /** Passwords of services' roles, by folder of the subgraph. */
  databases: byName,
  /** Passwords of the roles that own the tables. */
  databaseOwners: byName,
});

/** Secrets of one demo, created at its first start and then constant, because stored data depends on them. */
export type Secrets = Readonly<z.infer<typeof secrets>>;

/** Names of all secrets. */
export interface SecretNames {
  readonly subgraphs: readonly string[];
  /** Folders of subgraphs with a database. */
  readonly databases: readonly string[];
}

/**
 * @returns the secrets, and whether this call created them, so that no stored data depends on them yet
 * @throws LaunchError if the file is damaged
 */
export async function keepSecrets(
  data: DataDirectory,
  names: SecretNames,
): Promise<{ secrets: Secrets; areNew: boolean }> {
  const stored = await readSecrets(data);
  const known = stored ?? secrets.parse({});
  const complete = Object.freeze({
    ...known,
    subgraphs: withAll(known.subgraphs, names.subgraphs),
    databases: withAll(known.databases, names.databases),
    databaseOwners: withAll(known.databaseOwners, names.databases),
  });
  await data.write(fileName, `${JSON.stringify(complete, null, 2)}\n`);
  return { secrets: complete, areNew: stored === null };
}

/** Keeps the secrets of removed subgraphs, which may return to their data. */
function withAll(known: Secrets['subgraphs'], names: readonly string[]): Secrets['subgraphs'] {
  return { ...Object.fromEntries(names.map((name) => [name, newSecret()])), ...known };
}

/** @throws LaunchError for a name that {@link keepSecrets} was not given */
export function secretOf(known: Secrets['subgraphs'], name: string): string {
  const found = known[name];
  if (found !== undefined) return found;
  throw new LaunchError(`DATA_DIR: ${fileName} has no secret of ${name}; start the demo again`);
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
    `DATA_DIR: ${data.file(fileName)} is damaged; restore it, or remove ${data.path} to start afresh`,
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
