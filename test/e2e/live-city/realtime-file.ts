import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FeedMessageInit } from '../../../subgraphs/transport/src/realtime/message/feed-message.ts';
import { writeFeedMessage } from '../../../subgraphs/transport/src/realtime/message/write-feed-message.ts';

const folder = mkdtempSync(join(tmpdir(), 'civic-graph-live-city-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
const path = join(folder, 'realtime.pb');

/** Settings of a deployment that reads what {@link say} writes; nothing at first. */
export function realtimeFile(): { readonly TRANSPORT_GTFS_RT: string } {
  say([]);
  return { TRANSPORT_GTFS_RT: `${path}|1` };
}

/** Replaces what the operator says. */
export function say(entity: FeedMessageInit['entity']): void {
  const timestamp = Math.floor(Date.now() / 1000);
  const header = { gtfsRealtimeVersion: '2.0', timestamp };
  writeFileSync(`${path}.new`, writeFeedMessage({ header, entity }));
  renameSync(`${path}.new`, path);
}
