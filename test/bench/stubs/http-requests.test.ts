import { describe, expect, it } from 'vitest';
import { HttpRequests } from './http-requests.ts';

const withLength = 'POST /a HTTP/1.1\r\nhost: x\r\nContent-Length: 9\r\n\r\n{"a":"市"}'.replace('9', '11');
const inChunks = 'POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n{"a"\r\n3\r\n:1}\r\n0\r\n\r\n';

describe.each([1, 2, 7, 1_000])('requests that come %i bytes at a time', (size) => {
  it('are told one by one, with a length and in chunks', () => {
    const bodies: string[] = [];
    const requests = new HttpRequests((body) => bodies.push(body));
    const bytes = Buffer.from(withLength + inChunks + withLength);
    for (let at = 0; at < bytes.length; at += size) requests.read(bytes.subarray(at, at + size));
    expect(bodies).toEqual(['{"a":"市"}', '{"a":1}', '{"a":"市"}']);
  });
});
