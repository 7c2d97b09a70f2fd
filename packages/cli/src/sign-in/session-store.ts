import { randomUUID } from 'node:crypto';
import { chmod, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CommandError } from '../command-error.ts';
import type { Host } from '../host.ts';
import { type Session, sessionSchema } from './session.ts';

/** Sessions of the user, one file for each issuer, readable by the user alone. */
export interface SessionStore {
  list(): Promise<StoredSessions>;
  /**
   * The latest sign-in, at any gateway where none is named.
   * @throws CommandError where it may be in a file that cannot be used
   */
  latest(gateway?: string): Promise<Session | null>;
  /** @throws CommandError for a file that others can read, or that is damaged */
  read(issuer: string): Promise<Session | null>;
  write(session: Session): Promise<void>;
  remove(issuer: string): Promise<void>;
  /** Runs work that no other process does at once: a refresh token that two use ends the session. */
  alone<T>(issuer: string, work: () => Promise<T>): Promise<T>;
}

interface StoredSessions {
  /** The latest sign-in first. */
  readonly sessions: readonly Session[];
  /** One for each file that others can read, or that is damaged. */
  readonly problems: readonly CommandError[];
}

const [lockPauseMs, lockPatienceMs, lockStaleMs] = [50, 20_000, 60_000];

/** @returns null where the user has no folder for settings */
export function openSessionStore(env: Host['env']): SessionStore | null {
  const settings = env.XDG_CONFIG_HOME || (env.HOME && join(env.HOME, '.config'));
  return settings ? sessionsIn(join(settings, 'civic-graph', 'sessions')) : null;
}

function sessionsIn(folder: string): SessionStore {
  const fileOf = (issuer: string) => join(folder, `${encodeURIComponent(new URL(issuer).origin)}.json`);

  async function read(path: string): Promise<Session | null> {
    const text = await readPrivate(path);
    if (text === null) return null;
    const parsed = sessionSchema.safeParse(parseJson(text));
    if (!parsed.success) throw new CommandError(`${path} is damaged; remove it, and run: npx civic login`);
    return parsed.data;
  }

  async function list(): Promise<StoredSessions> {
    const names = await readdir(folder).catch(ifMissing([]));
    const files = names.filter((name) => name.endsWith('.json')).map((name) => join(folder, name));
    const found = await Promise.all(files.map((file) => read(file).catch(commandError)));
    return {
      sessions: found
        .flatMap((each) => (each === null || each instanceof CommandError ? [] : each))
        .toSorted((a, b) => (a.signedInAt < b.signedInAt ? 1 : -1)),
      problems: found.filter((each) => each instanceof CommandError),
    };
  }

  return {
    list,
    async latest(gateway) {
      const { sessions, problems } = await list();
      const session = sessions.find((each) => gateway === undefined || each.gateway === originOf(gateway));
      const [problem] = problems;
      // An older session would act as somebody else, at another gateway.
      if (problem !== undefined && (gateway === undefined || session === undefined)) throw problem;
      return session ?? null;
    },
    read: (issuer) => read(fileOf(issuer)),
    async write(session) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await chmod(folder, 0o700);
      const path = fileOf(session.issuer);
      const draft = `${path}.${randomUUID()}`;
      const file = await open(draft, 'wx', 0o600);
      try {
        await file.writeFile(`${JSON.stringify(session, null, 2)}\n`);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(draft, path);
    },
    remove: (issuer) => rm(fileOf(issuer), { force: true }),
    async alone(issuer, work) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const lock = `${fileOf(issuer)}.lock`;
      await takeLock(lock);
      try {
        return await work();
      } finally {
        await rm(lock, { force: true });
      }
    },
  };
}

async function readPrivate(path: string): Promise<string | null> {
  const found = await stat(path).catch(ifMissing(null));
  if (found === null) return null;
  if ((found.mode & 0o077) !== 0)
    throw new CommandError(`${path} can be read by others; run: chmod 600 ${path}`);
  return readFile(path, 'utf8');
}

function commandError(error: unknown): CommandError {
  if (error instanceof CommandError) return error;
  throw error;
}

function originOf(gateway: string): string | null {
  return URL.canParse(gateway) ? new URL(gateway).origin : null;
}

async function takeLock(lock: string): Promise<void> {
  const attempts = Math.ceil(lockPatienceMs / lockPauseMs);
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const file = await open(lock, 'wx', 0o600).catch(ifCode('EEXIST', null));
    if (file !== null) return file.close();
    const held = await stat(lock).catch(ifMissing(null));
    // Its process was killed.
    if (held !== null && Date.now() - held.mtimeMs > lockStaleMs) await rm(lock, { force: true });
    await sleep(lockPauseMs);
  }
  throw new CommandError(`${lock}: another civic command holds it; wait for it, or remove the file`);
}

const ifMissing = <T>(value: T) => ifCode('ENOENT', value);

function ifCode<T>(code: string, value: T): (error: unknown) => T {
  return (error) => {
    if (error instanceof Error && 'code' in error && error.code === code) return value;
    throw error;
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
