import type { IncomingHttpHeaders } from 'node:http';
import { UnsupportedBody } from './error-answer.ts';

/**
 * Refuses, unread, a body that is not plain JSON in UTF-8 (RFC 8259, section 8.1): a kilobyte of gzip can be
 * a gigabyte of text.
 * @throws UnsupportedBody
 */
export function refuseEncodedBody(headers: IncomingHttpHeaders): void {
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding.trim().toLowerCase() !== 'identity') {
    throw new UnsupportedBody('A body with a content-encoding is not accepted; send plain JSON.');
  }
  const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(headers['content-type'] ?? '')?.[1];
  if (charset !== undefined && !/^utf-?8$/i.test(charset)) {
    throw new UnsupportedBody('The charset of a body must be utf-8.');
  }
}

/** Whether a body is declared as JSON in UTF-8, in the two usual spellings. */
export function isPlainJson(headers: IncomingHttpHeaders): boolean {
  const type = headers['content-type'];
  return (
    (type === 'application/json' || type === 'application/json; charset=utf-8') &&
    headers['content-encoding'] === undefined
  );
}
