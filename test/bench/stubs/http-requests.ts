const headEnd = Buffer.from('\r\n\r\n');

/**
 * Extracts the bodies and paths of HTTP/1.1 requests from one connection's bytes, with a length or in chunks.
 */
export class HttpRequests {
  readonly #received: (body: Buffer, path: string) => void;
  #pending: Buffer[] = [];
  #pendingBytes = 0;
  /** Known length of the pending request; parsing waits until it is complete. */
  #wanted = 0;

  constructor(received: (body: Buffer, path: string) => void) {
    this.#received = received;
  }

  read(chunk: Buffer): void {
    this.#pending.push(chunk);
    this.#pendingBytes += chunk.length;
    if (this.#pendingBytes < this.#wanted) return;
    let data: Buffer = this.#pending.length === 1 ? chunk : Buffer.concat(this.#pending);
    this.#wanted = 0;
    while (data.length > 0) {
      const rest = this.#take(data);
      if (rest === null) break;
      data = rest;
    }
    this.#pending = data.length > 0 ? [data] : [];
    this.#pendingBytes = data.length;
  }

  /** @returns the bytes after the first request, or `null` while it is incomplete */
  #take(data: Buffer): Buffer | null {
    const end = data.indexOf(headEnd);
    if (end < 0) return null;
    const head = data.toString('latin1', 0, end);
    const start = end + headEnd.length;
    const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
    if (length === undefined && /\r\ntransfer-encoding: *chunked/i.test(head))
      return this.#takeChunks(data, start, pathOf(head));
    const bodyEnd = start + Number(length ?? 0);
    if (data.length < bodyEnd) {
      this.#wanted = bodyEnd;
      return null;
    }
    this.#received(data.subarray(start, bodyEnd), pathOf(head));
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
        this.#received(Buffer.concat(parts), path);
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
