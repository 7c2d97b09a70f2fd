import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { DataDirectory } from './data-directory.ts';
import { LaunchError } from './launch-error.ts';

const fileName = 'secrets.json';
/** 32 random bytes, base64url. One that a later version adds is made when it is first missed. */
const secret = z
  .string()
  .regex(/^[\w-]{43}$/)
  .default(() => randomBytes(32).toString('base64url'));

const secrets = z.object({
  /** The signature of calls to each subgraph. */
  subgraphs: z
    .object({ identity: secret, transport: secret, payments: secret, statistics: secret })
    .prefault({}),
  citizenKey: secret,
  cookieKey: secret,
  pairwiseSalt: secret,
  databaseAdmin: secret,
  databases: z.object({ identity: secret, payments: secret }).prefault({}),
});

/** The secrets of one demo: made at its first start, and then always the same, since stored data depends on them. */
export type Secrets = Readonly<z.infer<typeof secrets>>;

/**
 * @returns the secrets, and whether they were made by this call: then nothing that is stored depends on them yet
 * @throws LaunchError where the file is damaged
 */
export async function keepSecrets(data: DataDirectory): Promise<{ secrets: Secrets; areNew: boolean }> {
  const text = await data.read(fileName);
  const parsed = secrets.safeParse(text === null ? {} : parseJson(text));
  if (!parsed.success) {
    throw new LaunchError(
      `DATA_DIR: ${data.file(fileName)} is damaged; restore it, or remove ${data.path} to begin anew`,
    );
  }
  await data.write(fileName, `${JSON.stringify(parsed.data, null, 2)}\n`);
  return { secrets: Object.freeze(parsed.data), areNew: text === null };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
