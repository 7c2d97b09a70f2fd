import pg from 'pg';
import { eventually } from '../eventually.ts';
import { startTestServer, type TestServer } from './test-server.ts';

export interface TestDatabase {
  /** `postgresql://…`, on the loopback interface. */
  readonly url: string;
  /** Removes the database and breaks connections to it. */
  stop(): Promise<void>;
}

/** Fills an empty database and closes its connections. */
export type FillDatabase = (url: string) => Promise<void>;

/** Server of this process. It ends with the process, and its files are removed. */
let server: Promise<TestServer> | undefined;
let count = 0;
/** Names of template databases, by their fill function. */
const originals = new Map<FillDatabase, Promise<string>>();

/**
 * Creates a private, temporary database. Test files of one worker share a server, because starting one takes
 * half a second of CPU.
 *
 * @param fill runs once per worker; each caller gets a copy of its result
 */
export async function startTestDatabase(fill?: FillDatabase): Promise<TestDatabase> {
  server ??= startTestServer();
  const { url } = await server;
  const name = await createDatabase(url, fill && (await originalOf(url, fill)));
  return {
    url: urlOf(url, name),
    stop: () => administer(url, `DROP DATABASE ${name} WITH (FORCE)`),
  };
}

function originalOf(url: string, fill: FillDatabase): Promise<string> {
  const found = originals.get(fill);
  if (found) return found;
  const made = createDatabase(url).then(async (name) => {
    await fill(urlOf(url, name));
    return name;
  });
  originals.set(fill, made);
  return made;
}

/** @returns its name */
async function createDatabase(url: string, original = 'template1'): Promise<string> {
  count += 1;
  const name = `test_${count}`;
  // A closed connection may linger for a moment, and blocks the copy.
  await eventually(() => administer(url, `CREATE DATABASE ${name} TEMPLATE ${original}`));
  return name;
}

function urlOf(url: string, name: string): string {
  return Object.assign(new URL(url), { pathname: `/${name}` }).href;
}

async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
