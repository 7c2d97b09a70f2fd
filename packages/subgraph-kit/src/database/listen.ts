import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { ChangeFeed } from '../subscriptions/change-feed.ts';

export interface ListenOptions {
  /** `postgresql://user:password@host:port/database` */
  readonly url: string;
  /** Name of the channel; the payload of a notification is the changed key. */
  readonly channel: string;
  readonly feed: ChangeFeed;
  /** Called once per lost connection. */
  readonly report: (error: unknown) => void;
}

const retryMs = 500;
/** Interval of the keep-alive query, because a lost connection may go unnoticed. */
const probeMs = 15_000;
const goodbyeMs = 1_000;

/**
 * Follows the notifications of a PostgreSQL database (LISTEN) on its own connection. After a lost connection,
 * every key counts as changed.
 *
 * @returns a function that stops it
 */
export function listenForChanges({ url, channel, feed, report }: ListenOptions): () => Promise<void> {
  const stop = new AbortController();
  let isDown = false;
  const following = follow();
  return async () => {
    stop.abort();
    await following;
  };

  async function follow(): Promise<void> {
    while (!stop.signal.aborted) {
      try {
        await listen();
      } catch (error) {
        if (!isDown && !stop.signal.aborted) report(error);
        isDown = true;
      }
      await sleep(retryMs, undefined, { signal: stop.signal }).catch(() => undefined);
    }
  }

  /** Runs until the connection is lost or the listener stops. */
  async function listen(): Promise<void> {
    const client = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: 5_000,
      query_timeout: 5_000,
    });
    const cut = new Promise<never>((_, reject) => {
      client.on('error', reject);
      client.on('end', () => reject(new Error('the connection has ended')));
    });
    cut.catch(() => undefined);
    client.on('notification', ({ payload }) => payload !== undefined && feed.changed(payload));
    try {
      await client.connect();
      await client.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
      isDown = false;
      feed.anythingChanged();
      while (!stop.signal.aborted) {
        await Promise.race([cut, sleep(probeMs, undefined, { signal: stop.signal }).catch(() => undefined)]);
        if (!stop.signal.aborted) await client.query('SELECT 1');
      }
    } finally {
      // A crashed server does not close the connection.
      await Promise.race([client.end(), sleep(goodbyeMs)]).catch(() => undefined);
    }
  }
}
