import { BodyBuffer, tooLarge } from '../http/body-buffer.ts';
import type { HttpAnswer } from '../http/http-client.ts';
import { ChunkedBody } from './chunked-body.ts';
import { malformed } from './malformed.ts';
import { type ResponseHead, readResponseHead } from './response-head.ts';

const maxHeadBytes = 16_384;
/** Interim responses (RFC 9110, section 15.2), such as 103 Early Hints. */
const maxInterim = 4;

export interface ReaderOptions {
  readonly maxResponseBytes: number;
  readonly isWanted: (status: number, contentType: string) => boolean;
}

/** A complete response, and whether another one may follow on the same connection. */
export interface ReadResponse {
  readonly answer: HttpAnswer;
  readonly isReusable: boolean;
  readonly keepAliveSeconds: number | undefined;
}

/** Reads the responses of one connection in order, however they are split in transit. */
export class ResponseReader {
  readonly #options: ReaderOptions;
  readonly #body: BodyBuffer;
  #headText = '';
  #interim = 0;
  #head: ResponseHead | null = null;
  #chunked: ChunkedBody | null = null;

  constructor(options: ReaderOptions) {
    this.#options = options;
    this.#body = new BodyBuffer(options.maxResponseBytes);
  }

  /**
   * Reads `bytes` up to `end`; the memory may be reused afterwards. An error ends the reader.
   * @returns the response once complete, else `null`
   * @throws TransportError RESPONSE_MALFORMED; PublicError SUBGRAPH_RESPONSE_TOO_LARGE
   */
  read(bytes: Buffer, end: number): ReadResponse | null {
    let at = 0;
    while (this.#head === null) {
      at = this.#readHead(bytes, at, end);
      if (at === -1) return null;
    }
    const head = this.#head;
    const { status, contentType, framing } = head;
    if (!this.#options.isWanted(status, contentType)) {
      return { answer: { status, contentType, text: '' }, isReusable: false, keepAliveSeconds: undefined };
    }
    switch (framing.kind) {
      case 'none':
        return this.#whole(head, '', at === end && status !== 304);
      case 'length': {
        if (framing.bytes > this.#options.maxResponseBytes) throw tooLarge();
        const missing = framing.bytes - this.#body.length;
        // Nearly always everything arrives at once and is not copied.
        if (this.#body.length === 0 && end - at >= missing) {
          return this.#whole(head, bytes.toString('utf8', at, at + missing), end - at === missing);
        }
        this.#body.append(bytes, at, Math.min(end, at + missing));
        if (end - at < missing) return null;
        return this.#whole(head, this.#body.takeText(), end - at === missing);
      }
      case 'chunked': {
        this.#chunked ??= new ChunkedBody(this.#body);
        at = this.#chunked.read(bytes, at, end);
        if (!this.#chunked.isWhole) return null;
        this.#chunked = null;
        return this.#whole(head, this.#body.takeText(), at === end);
      }
    }
  }

  /** @returns the position after the head, or -1 if it is incomplete */
  #readHead(bytes: Buffer, at: number, end: number): number {
    const before = this.#headText.length;
    const text = this.#headText + bytes.toString('latin1', at, Math.min(end, at + maxHeadBytes));
    const blank = text.indexOf('\r\n\r\n', Math.max(0, before - 3));
    if (blank === -1) {
      if (text.length >= maxHeadBytes) throw malformed('the head is too long');
      this.#headText = text;
      return -1;
    }
    const length = blank + 4;
    if (length > maxHeadBytes) throw malformed('the head is too long');
    const head = readResponseHead(text.slice(0, length));
    this.#headText = '';
    if (head.status >= 200) this.#head = head;
    // The client requests no protocol switch, and does not wait long for `100 Continue`.
    else if (head.status === 101 || ++this.#interim > maxInterim)
      throw malformed('an unasked interim response');
    return at + length - before;
  }

  /** @param isAll nothing follows it, because surplus bytes would be read as the next response */
  #whole(
    { status, contentType, isPersistent, keepAliveSeconds }: ResponseHead,
    text: string,
    isAll: boolean,
  ) {
    this.#head = null;
    this.#interim = 0;
    return { answer: { status, contentType, text }, isReusable: isPersistent && isAll, keepAliveSeconds };
  }
}
