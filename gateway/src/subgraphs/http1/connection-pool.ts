import { TransportError } from '../http/http-client.ts';
import { Connection, type ConnectionOptions, type ConnectionOwner } from './connection.ts';
import type { Exchange } from './exchange.ts';

export interface PoolOptions extends ConnectionOptions {
  /** Maximum number of connections. */
  readonly connections: number;
  /** Maximum number of waiting exchanges. */
  readonly maxWaiting: number;
}

/** The connections to one subgraph. Idle ones are used last in, first out, so that surplus ones expire. */
export class ConnectionPool implements ConnectionOwner {
  readonly #options: PoolOptions;
  readonly #open = new Set<Connection>();
  readonly #idle: Connection[] = [];
  /** Abandoned ones stay queued until their turn, without being counted. */
  #waiting: Exchange[] = [];
  #whenEmpty: (() => void) | null = null;
  #isClosed = false;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  submit(exchange: Exchange): void {
    if (this.#isClosed) {
      exchange.fail(new TransportError('CLIENT_CLOSED', 'the gateway is closing'));
      return;
    }
    const connection = this.#takeIdle();
    if (connection !== null) connection.send(exchange);
    else if (this.#open.size < this.#options.connections) this.#connect().send(exchange);
    else this.#wait(exchange);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const exchange of this.#waiting.splice(0)) {
      exchange.fail(new TransportError('CLIENT_CLOSED', 'the gateway is closing'));
    }
    for (const connection of this.#idle.splice(0)) connection.destroy();
    if (this.#open.size === 0) return;
    await new Promise<void>((resolve) => {
      this.#whenEmpty = resolve;
    });
  }

  released(connection: Connection): void {
    const next = this.#nextWaiting();
    if (next !== undefined) connection.send(next);
    else if (this.#isClosed) connection.destroy();
    else this.#idle.push(connection);
  }

  lost(connection: Connection, unanswered: Exchange | null): void {
    this.#open.delete(connection);
    const at = this.#idle.indexOf(connection);
    if (at !== -1) this.#idle.splice(at, 1);
    // On a new connection: a server that closed one idle connection has most likely closed the others.
    if (unanswered !== null) this.#connect().send(unanswered);
    else if (!this.#isClosed) {
      const next = this.#nextWaiting();
      if (next !== undefined) this.#connect().send(next);
    }
    if (this.#open.size === 0) this.#whenEmpty?.();
  }

  #connect(): Connection {
    const connection = new Connection(this.#options, this);
    this.#open.add(connection);
    return connection;
  }

  #takeIdle(): Connection | null {
    const now = performance.now();
    for (let connection = this.#idle.pop(); connection !== undefined; connection = this.#idle.pop()) {
      if (connection.isFresh(now)) return connection;
      connection.destroy();
    }
    return null;
  }

  #wait(exchange: Exchange): void {
    if (this.#waiting.length >= this.#options.maxWaiting) {
      this.#waiting = this.#waiting.filter(({ isSettled }) => !isSettled);
    }
    if (this.#waiting.length < this.#options.maxWaiting) this.#waiting.push(exchange);
    else exchange.fail(new TransportError('QUEUE_FULL', 'too many calls wait for the subgraph'));
  }

  #nextWaiting(): Exchange | undefined {
    let next = this.#waiting.shift();
    while (next?.isSettled) next = this.#waiting.shift();
    return next;
  }
}
