import { connect, type Socket } from 'node:net';

interface Waiting {
  readonly resolve: (body: string) => void;
  readonly reject: (error: Error) => void;
}

const headEnd = Buffer.from('\r\n\r\n');

/**
 * One payer's HTTP/1.1 connection, one request at a time. By hand as in load/connection.ts, and for the same reason: payers
 * share the cores with what is measured. It understands an answer with a length and takes any other for a failure.
 */
export class Caller {
  readonly #socket: Socket;
  readonly #host: string;
  #waiting: Waiting | null = null;
  #received: Buffer = Buffer.alloc(0);

  constructor(url: string) {
    const { host, hostname, port } = new URL(url);
    this.#host = host;
    this.#socket = connect({ host: hostname, port: Number(port), noDelay: true });
    this.#socket.on('data', (chunk) => this.#read(chunk));
    this.#socket.on('error', (error) => this.#fail(error));
    this.#socket.on('end', () => this.#fail(new Error(`${url} closed a connection instead of answering`)));
  }

  /** @returns the body of the answer. @throws Error where it is not answered with 200 */
  post(path: string, body: string, headers: Readonly<Record<string, string>>): Promise<string> {
    let head = `POST ${path} HTTP/1.1\r\nhost: ${this.#host}\r\n`;
    for (const name in headers) head += `${name}: ${headers[name]}\r\n`;
    head += `content-length: ${Buffer.byteLength(body)}\r\n\r\n`;
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#socket.write(head + body);
    });
  }

  close(): void {
    this.#socket.removeAllListeners('end').destroy();
  }

  #read(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    const end = this.#received.indexOf(headEnd);
    if (end < 0) return;
    const head = this.#received.toString('latin1', 0, end);
    const body = this.#received.subarray(end + headEnd.length);
    const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
    if (length === undefined) this.#fail(new Error(`an answer without a length: ${head}`));
    else if (body.length >= Number(length)) this.#finish(head, body.toString());
  }

  #finish(head: string, body: string): void {
    this.#received = Buffer.alloc(0);
    if (!head.startsWith('HTTP/1.1 200')) {
      this.#fail(new Error(`${head.slice(0, head.indexOf('\r\n'))}: ${body}`));
      return;
    }
    const waiting = this.#waiting;
    this.#waiting = null;
    waiting?.resolve(body);
  }

  #fail(error: Error): void {
    this.#waiting?.reject(error);
    this.#waiting = null;
  }
}
