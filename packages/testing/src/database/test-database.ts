import pg from 'pg';
import { startTestServer, type TestServer } from './test-server.ts';

export interface TestDatabase {
  /** `postgresql://…`, on the loopback interface. */
  readonly url: string;
  /** Removes the database; connections to it break. */
  stop(): Promise<void>;
}

/** Of this process. It is there until the process is gone, and its files go after it. */
let server: Promise<TestServer> | undefined;
let count = 0;

/**
 * A throw-away database that nobody else has. Test files of one worker have them on one server, since starting a server
 * and stopping it takes half a second of a core, and making a database next to nothing.
 */
export async function startTestDatabase(): Promise<TestDatabase> {
  server ??= startTestServer();
  const { url } = await server;
  count += 1;
  const name = `test_${count}`;
  await administer(url, `CREATE DATABASE ${name}`);
  return {
    url: Object.assign(new URL(url), { pathname: `/${name}` }).href,
    stop: () => administer(url, `DROP DATABASE ${name} WITH (FORCE)`),
  };
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
