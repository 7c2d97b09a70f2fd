import { malformed } from './malformed.ts';

/** Status line and fields of a response, and how the body is delimited (RFC 9112, section 6.3). */
export interface ResponseHead {
  readonly status: number;
  /** Empty if there is none; several are joined, which makes an unknown value. */
  readonly contentType: string;
  readonly framing: Framing;
  /** Whether the connection is reusable (section 9.3). */
  readonly isPersistent: boolean;
  /** The server's announced idle timeout in seconds, if any. */
  readonly keepAliveSeconds: number | undefined;
}

export type Framing =
  | { readonly kind: 'none' }
  | { readonly kind: 'chunked' }
  | { readonly kind: 'length'; readonly bytes: number };

const none: Framing = { kind: 'none' };
const chunked: Framing = { kind: 'chunked' };

/**
 * Section 5: a name is a token, no space before the colon, no folded lines, no control characters, only CRLF.
 */
const fieldLines = "(?:[!#$%&'*+\\-.^`|~\\w]+:[\\t\\x20-\\x7e\\x80-\\xff]*\\r\\n)*\\r\\n";
const headForm = new RegExp(`^HTTP/1\\.1 [1-5]\\d\\d [\\t\\x20-\\x7e\\x80-\\xff]*\\r\\n${fieldLines}$`);
const trailerForm = new RegExp(`^${fieldLines}$`);
/** No sign, no list, no leading zero, and exact as a number. */
const lengthForm = /^(?:0|[1-9]\d{0,14})$/;
const keepAliveForm = /(?:^|[,\s])timeout=(\d{1,6})(?:[,\s]|$)/i;

/**
 * Reads a head including its empty line, as latin1. Stricter than the specification against response
 * smuggling: rejects ambiguous lengths, and bodies that end with the connection.
 * @throws TransportError RESPONSE_MALFORMED
 */
export function readResponseHead(text: string): ResponseHead {
  if (!headForm.test(text)) throw malformed('the head is not HTTP/1.1');
  const status = Number(text.slice(9, 12));
  let length: string | undefined;
  let coding: string | undefined;
  let contentType = '';
  let connection = '';
  let keepAlive = '';
  let at = text.indexOf('\r\n') + 2;
  while (at < text.length - 2) {
    const colon = text.indexOf(':', at);
    const end = text.indexOf('\r\n', colon);
    // Most fields are irrelevant, and differ in name length.
    switch (colon - at) {
      case 'connection'.length: {
        const name = text.slice(at, colon).toLowerCase();
        if (name === 'connection') connection += `,${text.slice(colon + 1, end)}`;
        else if (name === 'keep-alive') keepAlive = text.slice(colon + 1, end);
        break;
      }
      case 'content-type'.length:
        if (text.slice(at, colon).toLowerCase() !== 'content-type') break;
        contentType += (contentType === '' ? '' : ', ') + trimmed(text, colon + 1, end);
        break;
      case 'content-length'.length:
        if (text.slice(at, colon).toLowerCase() !== 'content-length') break;
        if (length !== undefined) throw malformed('the length is given twice');
        length = trimmed(text, colon + 1, end);
        break;
      case 'transfer-encoding'.length:
        if (text.slice(at, colon).toLowerCase() !== 'transfer-encoding') break;
        if (coding !== undefined) throw malformed('the transfer coding is given twice');
        coding = trimmed(text, colon + 1, end);
        break;
    }
    at = end + 2;
  }
  const timeout = keepAlive === '' ? undefined : keepAliveForm.exec(keepAlive)?.[1];
  return {
    status,
    contentType,
    framing: framingOf(status, length, coding),
    isPersistent: connection === '' || !/(?:^|,)[\t ]*close[\t ]*(?:,|$)/i.test(connection),
    keepAliveSeconds: timeout === undefined ? undefined : Number(timeout),
  };
}

/** @throws TransportError RESPONSE_MALFORMED. Trailers are ignored. */
export function checkTrailers(text: string): void {
  if (!trailerForm.test(text)) throw malformed('the trailers are not fields');
}

function framingOf(status: number, length: string | undefined, coding: string | undefined): Framing {
  if (length !== undefined && coding !== undefined) throw malformed('a length beside a transfer coding');
  if (length !== undefined && !lengthForm.test(length)) throw malformed('the length is not a number');
  if (coding !== undefined && coding.toLowerCase() !== 'chunked')
    throw malformed('an unknown transfer coding');
  if (status < 200 || status === 204) {
    if (coding !== undefined || (length !== undefined && length !== '0'))
      throw malformed('an unexpected body');
    return none;
  }
  // The length describes a body that was not sent (section 6.3, rule 1).
  if (status === 304) return none;
  if (coding !== undefined) return chunked;
  if (length === undefined) throw malformed('the body has no length');
  return { kind: 'length', bytes: Number(length) };
}

/** Without optional whitespace, which is space and tab only. */
function trimmed(text: string, from: number, to: number): string {
  return text.slice(from, to).replace(/^[\t ]+|[\t ]+$/g, '');
}
