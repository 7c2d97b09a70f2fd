const headEnd = Buffer.from('\r\n\r\n');

/** Takes the bodies and paths of HTTP/1.1 requests out of one connection's bytes: with a length, or in chunks. */
export class HttpRequests {
  readonly #received: (body: string, path: string) => void;
  #pending: Buffer | null = null;

  constructor(received: (body: string, path: string) => void) {
    this.#received = received;
  }

  read(chunk: Buffer): void {
    let data: Buffer | null = this.#pending === null ? chunk : Buffer.concat([this.#pending, chunk]);
    while (data !== null && data.length > 0) {
      const rest: Buffer | null = this.#take(data);
      if (rest === null) break;
      data = rest;
    }
    this.#pending = data !== null && data.length > 0 ? data : null;
  }

  /** @returns what lies behind the first request, or `null` while it is not whole */
  #take(data: Buffer): Buffer | null {
    const end = data.indexOf(headEnd);
    if (end < 0) return null;
    const head = data.toString('latin1', 0, end);
    const start = end + headEnd.length;
    const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
    if (length === undefined && /\r\ntransfer-encoding: *chunked/i.test(head))
      return this.#takeChunks(data, start, pathOf(head));
    const bodyEnd = start + Number(length ?? 0);
    if (data.length < bodyEnd) return null;
    this.#received(data.toString('utf8', start, bodyEnd), pathOf(head));
    return data.subarray(bodyEnd);
  }

  #takeChunks(data: Buffer, start: number, path: string): Buffer | null {
    const parts: Buffer[] = [];
    for (let at = start; ; ) {
      const line = data.indexOf('\r\n', at);
      if (line < 0) return null;
      const size = Number.parseInt(data.toString('latin1', at, line), 16);
      const next = line + 2 + size + 2;
      if (data.length < next) return null;
      if (size === 0) {
        this.#received(Buffer.concat(parts).toString(), path);
        return data.subarray(next);
      }
      parts.push(data.subarray(line + 2, line + 2 + size));
      at = next;
    }
  }
}

/** RFC 9112, section 3: between the first two spaces. */
function pathOf(head: string): string {
  const start = head.indexOf(' ') + 1;
  return head.slice(start, head.indexOf(' ', start));
}
