import type { IncomingHttpHeaders } from 'node:http';
import { UnsupportedBody } from './error-answer.ts';

/**
 * A body is JSON in UTF-8, as it is (RFC 8259, section 8.1). Whatever has to be unpacked or converted first
 * is refused unread: a kilobyte of gzip can be a gigabyte of text.
 *
 * @throws UnsupportedBody
 */
export function refuseEncodedBody(headers: IncomingHttpHeaders): void {
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding.trim().toLowerCase() !== 'identity') {
    throw new UnsupportedBody('A body with a content-encoding is not accepted; send the JSON as it is.');
  }
  const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(headers['content-type'] ?? '')?.[1];
  if (charset !== undefined && !/^utf-?8$/i.test(charset)) {
    throw new UnsupportedBody('The charset of a body must be utf-8.');
  }
}

/** Whether a body is said to be JSON in UTF-8, in the two ways that nearly every client says it. */
export function isPlainJson(headers: IncomingHttpHeaders): boolean {
  const type = headers['content-type'];
  return (
    (type === 'application/json' || type === 'application/json; charset=utf-8') &&
    headers['content-encoding'] === undefined
  );
}
