import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Account of the server, because PostgreSQL refuses to run as root. Empty if we are not root. */
export interface ServerUser {
  readonly uid?: number;
  readonly gid?: number;
}

/** As root, uses the account `postgres`, and creates it if missing. */
export async function serverUser(): Promise<ServerUser> {
  if (process.getuid?.() !== 0) return {};
  return (await accountIds()) ?? (await createAccount());
}

async function createAccount(): Promise<ServerUser> {
  // Simultaneous starts may both try; the second finds the account.
  await run('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']).catch(() => {});
  const ids = await accountIds();
  if (ids === undefined) throw new Error('cannot create the account "postgres" that the database runs under');
  return ids;
}

async function accountIds(): Promise<ServerUser | undefined> {
  try {
    const [uid, gid] = await Promise.all(['-u', '-g'].map((flag) => run('id', [flag, 'postgres'])));
    return { uid: Number(uid?.stdout), gid: Number(gid?.stdout) };
  } catch {
    return undefined;
  }
}
