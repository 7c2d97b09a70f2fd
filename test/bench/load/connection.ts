import { connect, type Socket } from 'node:net';
import { type ExpectedRequest, writeDigits } from './request.ts';

/** Called for each answer with the milliseconds since the request was due, and its connection. */
export type Answered = (milliseconds: number, connection: Connection) => void;

export interface ConnectionOptions {
  readonly url: string;
  readonly nextRequest: () => ExpectedRequest;
  /** Returns the next number for the differing digits. */
  readonly nextSerial: () => number;
  readonly answered: Answered;
  readonly failed: (error: Error) => void;
}

const headEnd = Buffer.from('\r\n\r\n');

/**
 * One caller's HTTP/1.1 connection, one request at a time. Hand-written, because npm's clients cost more CPU
 * time per request than the fastest gateways here. It accepts a length or chunks, and treats anything else as
 * a failure.
 */
export class Connection {
  readonly #socket: Socket;
  readonly #options: ConnectionOptions;
  #sent: ExpectedRequest | null = null;
  #bytes: Buffer = Buffer.alloc(0);
  #isOpen = true;
  #isWaiting = false;
  #dueAt = 0;
  #pending: Buffer | null = null;
  /** Remaining bytes of the body; -1 before the head is complete, -2 in a chunked body. */
  #missing = -1;
  #chunked = '';

  constructor(options: ConnectionOptions) {
    this.#options = options;
    const { hostname, port } = new URL(options.url);
    this.#socket = connect({ host: hostname, port: Number(port), noDelay: true });
    this.#socket.on('data', (chunk) => this.#read(chunk));
    this.#socket.on('error', (error) => this.#ended(error));
    this.#socket.on('end', () =>
      this.#ended(new Error(`${options.url} closed a connection instead of answering`)),
    );
  }

  /** A server may close an idle connection (RFC 9112, section 9.5). */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /**
   * @param dueAt when the request should have left, in milliseconds of `performance.now()`. Default is now. A
   *   late load generator would otherwise hide waiting that callers see (coordinated omission).
   */
  send(dueAt = performance.now()): void {
    const { nextRequest, nextSerial } = this.#options;
    const next = nextRequest();
    if (next !== this.#sent) this.#bytes = Buffer.from(next.request.bytes);
    this.#sent = next;
    if (next.request.digits !== null) writeDigits(this.#bytes, next.request.digits, nextSerial());
    this.#isWaiting = true;
    this.#dueAt = dueAt;
    this.#socket.write(this.#bytes);
  }

  close(): void {
    this.#socket.removeAllListeners('end').destroy();
  }

  #ended(error: Error): void {
    this.#isOpen = false;
    if (this.#isWaiting) this.#options.failed(error);
  }

  #read(chunk: Buffer): void {
    if (this.#missing > 0) {
      this.#missing -= chunk.length;
    } else if (this.#missing === -2) {
      this.#chunked += chunk.toString('latin1');
      this.#readChunks();
    } else {
      const data = this.#pending === null ? chunk : Buffer.concat([this.#pending, chunk]);
      this.#pending = null;
      this.#readHead(data);
    }
    if (this.#missing === 0) this.#finish();
  }

  #readHead(data: Buffer): void {
    const end = data.indexOf(headEnd);
    if (end < 0) {
      this.#pending = data;
      return;
    }
    const head = data.toString('latin1', 0, end);
    const body = end + headEnd.length;
    const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
    if (!head.startsWith('HTTP/1.1 200')) this.#fail(data);
    else if (length === undefined) {
      this.#missing = -2;
      this.#chunked = data.toString('latin1', body);
      this.#readChunks();
    } else if (Number(length) !== this.#sent?.expectedBytes) this.#fail(data);
    else this.#missing = Number(length) - (data.length - body);
  }

  /** Latin-1 keeps one character per byte, whatever the encoding. */
  #readChunks(): void {
    if (!this.#chunked.endsWith('0\r\n\r\n')) return;
    let total = 0;
    for (let at = 0; ; ) {
      const line = this.#chunked.indexOf('\r\n', at);
      const size = Number.parseInt(this.#chunked.slice(at, line), 16);
      if (line < 0 || Number.isNaN(size)) return;
      if (size === 0) break;
      total += size;
      at = line + 2 + size + 2;
    }
    if (total !== this.#sent?.expectedBytes) this.#fail(Buffer.from(this.#chunked, 'latin1'));
    else this.#missing = 0;
  }

  #finish(): void {
    this.#missing = -1;
    this.#chunked = '';
    this.#isWaiting = false;
    this.#options.answered(performance.now() - this.#dueAt, this);
  }

  #fail(data: Buffer): void {
    this.#options.failed(
      new Error(`${this.#options.url} answered something else: ${data.toString('utf8', 0, 1_500)}`),
    );
  }
}
