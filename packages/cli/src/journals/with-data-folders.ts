import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandError } from '../command-error.ts';
import type { Host } from '../host.ts';

/**
 * Data folders of gateways, for a command that reads their journals. The journals of gateways without a disk
 * are copied from JetStream, and removed afterwards.
 *
 * @param named folders, and addresses of JetStream (`nats://host:4222,…`); default is AUDIT_NATS_URL, else
 * DATA_DIR
 * @throws CommandError if an address is none, or does not answer
 */
export async function withDataFolders<Result>(
  named: readonly string[],
  env: Host['env'],
  use: (folders: readonly string[]) => Promise<Result>,
): Promise<Result> {
  const { readStreamAddress } = await import('@civic-graph/audit');
  const places = named.length > 0 ? named : [env.AUDIT_NATS_URL || env.DATA_DIR || '.data'];
  const folders: string[] = [];
  const copies: string[] = [];
  try {
    for (const place of places) {
      const servers = readStreamAddress(place);
      if (servers === null) {
        // Not repeated in the error, because it may contain a password.
        if (place.includes('://')) {
          throw new CommandError('an address of JetStream must be nats: or tls: URLs, separated by commas');
        }
        folders.push(place);
        continue;
      }
      const copy = await mkdtemp(join(tmpdir(), 'civic-journals-'));
      copies.push(copy);
      folders.push(copy);
      const { copyStream } = await import('@civic-graph/audit-stream');
      await copyStream(servers, copy).catch((error: unknown) => {
        const reason = error instanceof Error ? error.message : String(error);
        throw new CommandError(`${servers.map(withoutPassword).join(',')}: ${reason}`);
      });
    }
    return await use(folders);
  } finally {
    for (const copy of copies) await rm(copy, { recursive: true, force: true });
  }
}

function withoutPassword(server: string): string {
  const { protocol, host } = new URL(server);
  return `${protocol}//${host}`;
}
