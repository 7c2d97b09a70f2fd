import { ConfigurationError } from '@civic-graph/service';

export interface DatabaseUrl {
  /** For `pg`, which passes unknown parameters to the server. */
  readonly connectionString: string;
  /** Whether the next statement may run in another session. */
  readonly isPooled: boolean;
}

/** Reads our own parameter of the URL of a database: `pooler=transaction`. */
export function readDatabaseUrl(url: string): DatabaseUrl {
  if (!URL.canParse(url)) return { connectionString: url, isPooled: false };
  const parsed = new URL(url);
  const isPooled = parsed.searchParams.get('pooler') === 'transaction';
  if (!isPooled) return { connectionString: url, isPooled };
  parsed.searchParams.delete('pooler');
  return { connectionString: parsed.href, isPooled };
}

/**
 * Returns the URL for LISTEN, which needs a session of its own.
 *
 * @param agency as in the names of variables
 * @throws ConfigurationError if only a pooler in transaction mode is given
 */
export function listenUrl(agency: string, url: string, direct: string | undefined): string {
  if (direct !== undefined) return direct;
  if (!readDatabaseUrl(url).isPooled) return url;
  throw new ConfigurationError(
    `DATABASE_LISTEN_URL_${agency}: is required with pooler=transaction; set it to the database itself`,
  );
}
