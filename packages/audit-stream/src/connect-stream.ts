import { type JetStreamClient, type JetStreamManager, jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';

/** A connection to the servers. */
export interface AuditStream {
  readonly js: JetStreamClient;
  readonly jsm: JetStreamManager;
  /** Never rejects. */
  close(): Promise<void>;
}

/** Answers of JetStream take longer only while its servers elect a leader. */
const timeout = 2_000;

/**
 * @param servers URLs, `nats:` or `tls:`; user and password are those of the first
 * @throws Error if no server answers
 */
export async function connectStream(servers: readonly string[]): Promise<AuditStream> {
  const urls = servers.map((server) => new URL(server));
  const [{ username = '', password = '' } = {}] = urls;
  const connection = await connect({
    servers: urls.map(({ host }) => host),
    name: 'civic-graph access records',
    timeout,
    maxReconnectAttempts: -1,
    reconnectTimeWait: 500,
    ...(username !== '' && { user: decodeURIComponent(username), pass: decodeURIComponent(password) }),
    ...(urls.some(({ protocol }) => protocol === 'tls:') && { tls: {} }),
  });
  try {
    const jsm = await jetstreamManager(connection, { timeout });
    return {
      js: jetstream(connection, { timeout }),
      jsm,
      close: () => connection.close().catch(() => undefined),
    };
  } catch (error) {
    await connection.close().catch(() => undefined);
    throw error;
  }
}
