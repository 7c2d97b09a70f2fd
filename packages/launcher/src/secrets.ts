import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { DataDirectory } from './data-directory.ts';
import { LaunchError } from './launch-error.ts';

const fileName = 'secrets.json';
/** 32 random bytes, base64url. */
const newSecret = () => randomBytes(32).toString('base64url');
const kept = z.string().regex(/^[\w-]{43}$/);
/** One that a later version adds is made when it is first missed. */
const secret = kept.default(newSecret);
const byName = z.record(z.string(), kept).default({});
const secrets = z.object({
  /** The signature of calls to each subgraph. */
  subgraphs: byName,
  citizenKey: secret,
  addressee: secret,
  cookieKey: secret,
  pairwiseSalt: secret,
  databaseAdmin: secret,
  /** Of the roles of services, and of those that own the tables. */
  databases: byName,
  databaseOwners: byName,
});

/**
 * The secrets of one demo: made at its first start, and then always the same, since stored data depends on
 * them.
 */
export type Secrets = Readonly<z.infer<typeof secrets>>;

/** For whom there are secrets. */
export interface SecretNames {
  readonly subgraphs: readonly string[];
  /** Subgraphs with a database. */
  readonly databases: readonly string[];
}

/**
 * @returns the secrets, and whether they were made by this call: then nothing that is stored depends on them
 *   yet
 * @throws LaunchError where the file is damaged
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

/** Those of subgraphs that are gone stay: they may come back. */
function withAll(known: Secrets['subgraphs'], names: readonly string[]): Secrets['subgraphs'] {
  return { ...Object.fromEntries(names.map((name) => [name, newSecret()])), ...known };
}

/** @throws LaunchError for a name that {@link keepSecrets} was not told */
export function secretOf(known: Secrets['subgraphs'], name: string): string {
  const found = known[name];
  if (found === undefined)
    throw new LaunchError(`DATA_DIR: ${fileName} has no secret of ${name}; start the demo again`);
  return found;
}

/**
 * @returns the secrets that are stored, null where there are none
 * @throws LaunchError where the file is damaged
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
