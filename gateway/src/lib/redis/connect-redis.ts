import { Cluster, Redis, type RedisOptions } from 'ioredis';
import { parseRedisAddress, type RedisAddress } from './redis-address.ts';

/** Commands are the same for one server and for many. */
export type RedisClient = Redis | Cluster;

/** A command fails immediately if the server is down, because each caller has its own fallback. */
const impatient = {
  enableOfflineQueue: false,
  maxRetriesPerRequest: 0,
  connectTimeout: 2_000,
  lazyConnect: true,
  autoResubscribe: false,
  retryStrategy: (tries: number) => Math.min(100 * tries, 2_000),
} satisfies RedisOptions;

/**
 * Connects, and reconnects whenever the connection is lost.
 * @throws if the URL is not a Redis address
 */
export function connectRedis(url: string): RedisClient {
  const address = addressIn(url);
  const client = address.kind === 'cluster' ? clusterOf(address) : serverOf(address);
  return started(client);
}

/**
 * One connection that receives all published messages; in a cluster to any of its nodes, chosen again at each
 * reconnect.
 */
export function connectSubscriber(url: string): Redis {
  const address = addressIn(url);
  if (address.kind !== 'cluster') return started(serverOf(address));
  let tries = 0;
  const hostAt = (index: number) =>
    address.hosts[index % address.hosts.length] ?? { host: '127.0.0.1', port: 6_379 };
  const client = new Redis({
    ...impatient,
    ...guards(address),
    ...hostAt(0),
    retryStrategy: (failed: number) => {
      tries += 1;
      Object.assign(client.options, hostAt(tries));
      return impatient.retryStrategy(failed);
    },
  });
  return started(client);
}

/** Without a listener an error would end the process; `close` follows it. */
function started<T extends RedisClient>(client: T): T {
  client.on('error', () => undefined);
  client.connect().catch(() => undefined);
  return client;
}

function addressIn(url: string): RedisAddress {
  const address = parseRedisAddress(url);
  if (address === null) throw new Error('not a Redis URL');
  return address;
}

function serverOf(address: Exclude<RedisAddress, { kind: 'cluster' }>): Redis {
  if (address.kind === 'single') return new Redis(address.url, impatient);
  const { isEncrypted, hosts, master } = address;
  return new Redis({
    ...impatient,
    ...guards(address),
    name: master,
    sentinels: [...hosts],
    enableTLSForSentinelMode: isEncrypted,
    sentinelRetryStrategy: impatient.retryStrategy,
  });
}

function clusterOf(address: Extract<RedisAddress, { kind: 'cluster' }>): Cluster {
  const { connectTimeout, maxRetriesPerRequest } = impatient;
  const cluster = new Cluster([...address.hosts], {
    enableOfflineQueue: false,
    lazyConnect: true,
    // A failing command detects a lost node; it is not repeated, because its caller waits.
    maxRedirections: 2,
    retryDelayOnFailover: 50,
    slotsRefreshTimeout: 1_000,
    slotsRefreshInterval: 5_000,
    clusterRetryStrategy: impatient.retryStrategy,
    redisOptions: { ...guards(address), connectTimeout, maxRetriesPerRequest },
  });
  // The first command opens each connection: it must not be a request's, which waits.
  cluster.on('+node', (node: Redis) => void node.ping().catch(() => undefined));
  return cluster;
}

function guards(address: Extract<RedisAddress, { isEncrypted: boolean }>) {
  const { isEncrypted, username, password } = address;
  return {
    ...(isEncrypted && { tls: {} }),
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
  };
}
