import { connect, type NetConnectOpts, type Socket } from 'node:net';
import { corkWrites } from '../../lib/corked-writes.ts';
import { TransportError } from '../http/http-client.ts';
import type { Exchange } from './exchange.ts';
import { type ReaderOptions, ResponseReader } from './response-reader.ts';

export interface ConnectionOptions extends ReaderOptions {
  readonly target: NetConnectOpts;
  readonly connectTimeoutMs: number;
}

/** Receives a connection's state changes. */
export interface ConnectionOwner {
  /** The response is complete, and the connection is reusable. */
  released(connection: Connection): void;
  /**
   * The connection is lost; called once.
   * @param unanswered its request, where the server closed a reused connection before any byte of a response,
   * most likely before reading the request (RFC 9112, section 9.3.1)
   */
  lost(connection: Connection, unanswered: Exchange | null): void;
}

const readBytes = 65_536;
/** Margin before the server's timeout, and the idle time where it announces none. */
const keepAliveMarginMs = 1_000;
const defaultKeepAliveMs = 4_000;
const maxKeepAliveMs = 60_000;

/**
 * One socket, one request at a time. Any protocol violation closes it, because request and response could no
 * longer be matched.
 */
export class Connection {
  readonly #owner: ConnectionOwner;
  readonly #reader: ResponseReader;
  readonly #socket: Socket;
  #exchange: Exchange | null = null;
  #isOpen = true;
  #isSent = false;
  #hasServed = false;
  #hasReceived = false;
  #idleUntil = 0;

  constructor(options: ConnectionOptions, owner: ConnectionOwner) {
    this.#owner = owner;
    this.#reader = new ResponseReader(options);
    // Reads into one buffer, without a stream: a stream costs a third of a small response.
    const buffer = Buffer.allocUnsafeSlow(readBytes);
    const socket = connect({
      ...options.target,
      noDelay: true,
      keepAlive: true,
      onread: { buffer, callback: (bytes) => this.#received(buffer, bytes) },
    });
    this.#socket = socket;
    const timer = setTimeout(
      () => this.#end(new TransportError('CONNECT_TIMEOUT', 'the subgraph does not accept the connection')),
      options.connectTimeoutMs,
    );
    socket.once('connect', () => clearTimeout(timer));
    socket.once('close', () => {
      clearTimeout(timer);
      this.#closed();
    });
    socket.once('end', () => this.#closed());
    socket.on('error', (error) => this.#end(error));
  }

  /** Whether the server most likely still has it open. */
  isFresh(now: number): boolean {
    return this.#isOpen && now < this.#idleUntil;
  }

  /** Only on a new or released connection. */
  send(exchange: Exchange): void {
    this.#exchange = exchange;
    exchange.connection = this;
    this.#isSent = false;
    this.#hasReceived = false;
    corkWrites(() => this.#write(exchange));
  }

  #write(exchange: Exchange): void {
    // The call was cancelled, or the connection lost.
    if (this.#exchange !== exchange) return;
    this.#isSent = true;
    const { text, encoding } = exchange.wire;
    this.#socket.write(text, encoding);
  }

  destroy(): void {
    this.#end(new TransportError('CONNECTION_CLOSED', 'the call was cancelled'));
  }

  #received(buffer: Buffer, bytes: number): boolean {
    // An unsolicited response.
    if (this.#exchange === null || !this.#isSent) this.destroy();
    if (!this.#isOpen) return false;
    this.#hasReceived = true;
    try {
      this.#read(buffer, bytes);
    } catch (error) {
      this.#end(error);
    }
    return this.#isOpen;
  }

  #read(buffer: Buffer, bytes: number): void {
    const response = this.#reader.read(buffer, bytes);
    if (response === null) return;
    const exchange = this.#exchange;
    this.#exchange = null;
    this.#hasServed = true;
    const keptMs = keepAliveMs(response.keepAliveSeconds);
    // An early response: the rest of the request would be read as the next one.
    const isWritten = this.#socket.writableLength === 0;
    if (response.isReusable && isWritten && keptMs > 0) {
      this.#idleUntil = performance.now() + keptMs;
      exchange?.succeed(response.answer);
      this.#owner.released(this);
    } else {
      exchange?.succeed(response.answer);
      this.destroy();
    }
  }

  #closed(): void {
    this.#end(new TransportError('CONNECTION_CLOSED', 'the subgraph closed the connection'));
  }

  #end(error: unknown): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    const exchange = this.#exchange;
    this.#exchange = null;
    this.#socket.destroy();
    const isUnanswered = this.#hasServed && !this.#hasReceived && exchange?.takeRetry(this.#isSent) === true;
    if (!isUnanswered) exchange?.fail(error);
    this.#owner.lost(this, isUnanswered ? exchange : null);
  }
}

function keepAliveMs(seconds: number | undefined): number {
  if (seconds === undefined) return defaultKeepAliveMs;
  return Math.min(seconds * 1_000 - keepAliveMarginMs, maxKeepAliveMs);
}
