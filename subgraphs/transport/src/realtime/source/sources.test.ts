import { once } from 'node:events';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@civic-graph/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { writeFeedMessage } from '../message/write-feed-message.ts';
import { type Entities, noEntities, withMessage } from './entities.ts';
import { fileMessages, type MessageSource } from './message-source.ts';
import { poll } from './poll.ts';
import { RealtimeSource } from './realtime-source.ts';
import { parseRealtimeSources } from './source-settings.ts';
import { urlMessages } from './url-messages.ts';

const message = (timestamp: number) =>
  writeFeedMessage({ header: { gtfsRealtimeVersion: '2.0', timestamp }, entity: [] });

async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/trips.pb`;
}

describe('the list of sources', () => {
  it('names places with their intervals, or a file with more', () => {
    expect(parseRealtimeSources('')).toEqual([]);
    expect(parseRealtimeSources(' trips.pb  https://rt.example/v?key=1|2.5\n')).toMatchObject([
      { name: 'realtime-1', place: 'trips.pb', seconds: 15, staleSeconds: 300 },
      { name: 'realtime-2', place: 'https://rt.example/v?key=1', seconds: 2.5 },
    ]);
    const listed = JSON.stringify([
      { name: 'trips', place: 'https://rt.example/t', seconds: 5, headers: { 'x-api-key': 'k' } },
      { place: 'alerts.pb', staleSeconds: 600 },
    ]);
    expect(parseRealtimeSources('sources.json', () => listed)).toMatchObject([
      { name: 'trips', seconds: 5, headers: { 'x-api-key': 'k' } },
      { name: 'realtime-2', seconds: 15, staleSeconds: 600 },
    ]);
  });

  it.each([
    ['trips.pb|0', '', /"trips.pb\|0" is not PLACE or PLACE\|SECONDS with 1 to 3600 seconds/],
    ['trips.pb|soon', '', /is not PLACE/],
    ['sources.json', 'no list', /sources.json is not JSON/],
    ['sources.json', '[{"place":"a","secnds":5}]', /sources.json: 0: Unrecognized key/],
    ['sources.json', '[{"place":"a","name":"x"},{"place":"b","name":"x"}]', /same name/],
  ])('is refused if it is %s with %s', (text, content, expected) => {
    expect(() => parseRealtimeSources(text, () => content)).toThrow(expected);
    expect(() => parseRealtimeSources(text, () => content)).toThrow(/^TRANSPORT_GTFS_RT: /);
  });

  it('is refused if its file cannot be read', () => {
    expect(() => parseRealtimeSources('absent.json')).toThrow(/absent.json cannot be read/);
  });
});

describe('a URL', () => {
  it('is requested on condition, with its header fields', async () => {
    const seen: IncomingMessage['headers'][] = [];
    const url = await serve((request, response) => {
      seen.push(request.headers);
      if (request.headers['if-none-match'] === '"1"') response.writeHead(304).end();
      else
        response.writeHead(200, { etag: '"1"', 'last-modified': 'Sat, 28 Nov 2026 00:00:00 GMT' }).end('abc');
    });
    const source = urlMessages(url, { headers: { 'x-api-key': 'k' }, maxBytes: 3 });
    expect(Buffer.from((await source.read()) ?? []).toString()).toBe('abc');
    source.accepted?.();
    expect(await source.read()).toBeNull();
    expect(seen[0]).toMatchObject({ 'x-api-key': 'k' });
    expect(seen[1]).toMatchObject({
      'x-api-key': 'k',
      'if-none-match': '"1"',
      'if-modified-since': 'Sat, 28 Nov 2026 00:00:00 GMT',
    });
  });

  it.each<[string, (request: IncomingMessage, response: ServerResponse) => void, string]>([
    ['an error', (_, response) => response.writeHead(503).end(), 'the server answered 503'],
    ['a larger message', (_, response) => response.end('abcd'), 'the download is larger than 3 bytes'],
    ['a redirect', (_, response) => response.writeHead(302, { location: '/x' }).end(), 'or was redirected'],
    [
      'half a message',
      (_, response) => void response.write('a', () => response.destroy()),
      'the request failed',
    ],
    ['nothing', () => {}, 'it took longer than 0.2 s'],
  ])('that answers with %s is a failure', async (_what, answer, expected) => {
    const url = await serve(answer);
    await expect(urlMessages(url, { headers: {}, maxBytes: 3, timeoutMs: 200 }).read()).rejects.toThrow(
      expected,
    );
  });
});

it('a file is read again once it has changed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'civic-graph-realtime-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, 'trips.pb');
  const source = fileMessages(path, 3);
  await expect(source.read()).rejects.toThrow('no such file');
  await writeFile(path, 'abc');
  expect(Buffer.from((await source.read()) ?? []).toString()).toBe('abc');
  source.accepted?.();
  expect(await source.read()).toBeNull();
  await writeFile(`${path}.new`, 'de');
  await rename(`${path}.new`, path);
  expect(Buffer.from((await source.read()) ?? []).toString()).toBe('de');
  await writeFile(path, 'abcd');
  await expect(source.read()).rejects.toThrow('larger than 3 bytes');
});

it('differential messages cannot add up to more than the memory', () => {
  const header = { gtfsRealtimeVersion: '2.0', incrementality: 'DIFFERENTIAL' } as const;
  const alert = { activePeriod: [], informedEntity: [] };
  const say = (before: Entities, ...ids: string[]) =>
    withMessage(
      before,
      { header, entities: ids.map((id) => ({ id, alert })), sizes: ids.map(() => 150e6) },
      1,
    );
  const two = say(say(noEntities, 'a'), 'b');
  expect([...two.alerts.keys()]).toEqual(['a', 'b']);
  expect([...say(two, 'c').alerts.keys()]).toEqual(['b', 'c']);
  // A replaced one counts once, and is the newest.
  expect([...say(say(two, 'a'), 'c').alerts.keys()]).toEqual(['a', 'c']);
});

describe('a refused message', () => {
  const clock = () => new Date(1_780_000_000_000);
  const open = (source: MessageSource) =>
    new RealtimeSource({ name: 's', seconds: 15, staleSeconds: 300 }, source, clock);
  const refusal = { message: expect.stringContaining('the message is refused') };

  it('is not requested on condition, so that the source stays failed', async () => {
    let [etag, content] = ['"broken"', Buffer.from('broken') as Uint8Array];
    const url = await serve((request, response) => {
      if (request.headers['if-none-match'] === etag) response.writeHead(304).end();
      else response.writeHead(200, { etag }).end(content);
    });
    const source = open(urlMessages(url, { headers: {}, maxBytes: 100 }));
    for (const failures of [1, 2]) {
      expect(await source.read()).toBe(false);
      expect(source).toMatchObject({ failures, failure: refusal });
    }
    [etag, content] = ['"good"', message(1_780_000_000)];
    expect(await source.read()).toBe(true);
    const good = [etag, content] as const;
    [etag, content] = ['"broken"', Buffer.from('broken')];
    expect(await source.read()).toBe(false);
    // The message in use is served again, and its validators still count.
    [etag, content] = good;
    expect(await source.read()).toBe(false);
    expect(source.failure).toBeNull();
    [etag, content] = ['"broken"', Buffer.from('broken')];
    for (const failures of [1, 2]) {
      expect(await source.read()).toBe(false);
      expect(source).toMatchObject({ failures, failure: refusal });
    }
  });

  it('is read from a file again', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'civic-graph-realtime-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const path = join(folder, 'trips.pb');
    await writeFile(path, 'broken');
    const source = open(fileMessages(path));
    for (const failures of [1, 2]) {
      expect(await source.read()).toBe(false);
      expect(source).toMatchObject({ failures, failure: refusal });
    }
  });
});

it('a source is read at its interval, and after failures less often', async () => {
  let reads = 0;
  let bytes = Buffer.from('broken') as Uint8Array;
  const read = async () => {
    reads += 1;
    return bytes;
  };
  const clock = () => new Date(1_780_000_000_000);
  const source = new RealtimeSource({ name: 's', seconds: 0.01, staleSeconds: 300 }, { read }, clock);
  const outcomes: boolean[] = [];
  const stop = poll(source, (isNew) => outcomes.push(isNew));
  onTestFinished(stop);
  await eventually(() => expect(source.failures).toBe(4));
  expect(outcomes).toEqual([false, false, false, false]);
  expect(source.failure?.message).toContain('not a GTFS Realtime message');
  bytes = message(1_780_000_000);
  await eventually(() => expect(outcomes).toContain(true));
  const until = outcomes.length + 3;
  await eventually(() => expect(outcomes.length).toBeGreaterThan(until));
  // The same message again is nothing new.
  expect(outcomes.filter(Boolean)).toHaveLength(1);
  expect(source).toMatchObject({ failure: null, failures: 0, timestamp: 1_780_000_000 });
  stop();
  const count = reads;
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(reads - count).toBeLessThanOrEqual(1);
});
