import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandError } from '../command-error.ts';

/**
 * Data folders of gateways, for a command that reads their journals. The journals of gateways without a disk
 * are copied from JetStream, and removed afterwards.
 *
 * @param places folders, and addresses of JetStream (`nats://host:4222,…`)
 * @throws CommandError if an address does not answer
 */
export async function withDataFolders<Result>(
  places: readonly string[],
  use: (folders: readonly string[]) => Promise<Result>,
): Promise<Result> {
  const { readStreamAddress } = await import('@civic-graph/audit');
  const folders: string[] = [];
  const copies: string[] = [];
  try {
    for (const place of places) {
      const servers = readStreamAddress(place);
      if (servers === null) {
        folders.push(place);
        continue;
      }
      const copy = await mkdtemp(join(tmpdir(), 'civic-journals-'));
      copies.push(copy);
      folders.push(copy);
      const { copyStream } = await import('@civic-graph/audit-stream');
      await copyStream(servers, copy).catch((error: unknown) => {
        const reason = error instanceof Error ? error.message : String(error);
        throw new CommandError(`${withoutPassword(place)}: ${reason}`);
      });
    }
    return await use(folders);
  } finally {
    for (const copy of copies) await rm(copy, { recursive: true, force: true });
  }
}

function withoutPassword(place: string): string {
  return place.replace(/\/\/[^@,/]*@/g, '//');
}
