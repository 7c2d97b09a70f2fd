import pg from 'pg';
import { eventually } from '../eventually.ts';
import { startTestServer, type TestServer } from './test-server.ts';

export interface TestDatabase {
  /** `postgresql://…`, on the loopback interface. */
  readonly url: string;
  /** Removes the database; connections to it break. */
  stop(): Promise<void>;
}

/**
 * Puts into an empty database what tests begin with, and lets go of it: nobody is connected to it afterwards.
 */
export type FillDatabase = (url: string) => Promise<void>;

/** Of this process. It is there until the process is gone, and its files go after it. */
let server: Promise<TestServer> | undefined;
let count = 0;
/** Names of databases that are only copied, by what has filled them. */
const originals = new Map<FillDatabase, Promise<string>>();

/**
 * A throw-away database that nobody else has. Test files of one worker have them on one server, since
 * starting a server and stopping it takes half a second of a core, and making a database next to nothing.
 *
 * @param fill is done once a worker: everybody gets a copy of what it leaves
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
  // Who has let go of the original may be connected to it for a moment longer, and then it is not copied.
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
