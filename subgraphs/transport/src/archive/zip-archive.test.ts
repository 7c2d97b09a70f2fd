import { expect, test } from 'vitest';
import { smallFeed, zipOf } from '../../test/small-feed.ts';
import { zipArchive } from './zip-archive.ts';

const maxBytes = 1_000_000;

async function read(zip: Buffer, file: string): Promise<string> {
  const stream = await (await zipArchive(zip, maxBytes)).open(file);
  return Buffer.concat(await stream.toArray()).toString();
}

test('a file that differs from its checksum is damaged', async () => {
  const zip = zipOf(smallFeed);
  const directory = zip.indexOf('PK\x01\x02');
  const entry = zip.indexOf('stops.txt', directory) - 46;
  zip.writeUInt32LE((zip.readUInt32LE(entry + 16) ^ 1) >>> 0, entry + 16);
  await expect(read(zip, 'stops.txt')).rejects.toThrow('checksum');
  expect(await read(zip, 'trips.txt')).toBe(smallFeed['trips.txt']);
});

test.each([
  ['a line feed', Buffer.from('\n')],
  ['a page of a proxy', Buffer.from('<!doctype html>'.repeat(10_000))],
  ['zeros of a block device', Buffer.alloc(70_000)],
  ['the signature of an end', Buffer.from('PK\x05\x06')],
])('bytes after the end of a zip are ignored: %s', async (_what, trailing) => {
  const zip = Buffer.concat([zipOf(smallFeed), trailing]);
  expect(await read(zip, 'stops.txt')).toBe(smallFeed['stops.txt']);
});

test('trailing bytes after a zip’s comment are ignored', async () => {
  const zip = zipOf(smallFeed);
  const comment = Buffer.from('made by a city');
  const end = zip.length - 22;
  zip.writeUInt16LE(comment.length, end + 20);
  expect(await read(Buffer.concat([zip, comment, Buffer.from('\r\n')]), 'stops.txt')).toBe(
    smallFeed['stops.txt'],
  );
});
