import { describe, expect, it } from 'vitest';
import { HttpRequests } from './http-requests.ts';

const withLength = 'POST /a HTTP/1.1\r\nhost: x\r\nContent-Length: 11\r\n\r\n{"a":"市"}';
const long = `POST /c HTTP/1.1\r\ncontent-length: 5000\r\n\r\n${'x'.repeat(5_000)}`;
const inChunks = 'POST /b HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n{"a"\r\n3\r\n:1}\r\n0\r\n\r\n';

describe.each([1, 2, 7, 1_000])('requests that arrive %i bytes at a time', (size) => {
  it('are parsed one by one, with a length and in chunks', () => {
    const received: string[] = [];
    const requests = new HttpRequests((body, path) => received.push(`${path} ${body}`));
    const bytes = Buffer.from(withLength + inChunks + long + withLength);
    for (let at = 0; at < bytes.length; at += size) requests.read(bytes.subarray(at, at + size));
    expect(received).toEqual(['/a {"a":"市"}', '/b {"a":1}', `/c ${'x'.repeat(5_000)}`, '/a {"a":"市"}']);
  });
});
