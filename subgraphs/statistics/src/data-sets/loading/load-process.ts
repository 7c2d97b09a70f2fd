import { readManifestFile } from '../read-manifest.ts';
import type { LoadCommand, LoadReply } from './load-messages.ts';
import { partsOf } from './manifest-parts.ts';
import { readFileOf } from './read-file.ts';

/*
 * Reads data sets and manifests in a separate process, so that they use neither CPU time nor memory of the
 * service.
 */

const rowsBetweenReports = 500_000;

let next: (() => void) | undefined;

process.on('message', (command: LoadCommand) => {
  if (command.kind === 'next') next?.();
  else {
    const done = command.kind === 'read' ? read(command) : readManifest(command.file);
    void done.catch((error: unknown) =>
      send({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) }),
    );
  }
});
process.once('disconnect', () => process.exit(1));

async function readManifest(file: string): Promise<void> {
  const outcome = await readManifestFile(file);
  if (outcome.kind === 'manifest-refused') send(outcome);
  else for (const part of partsOf(outcome.manifest)) send(part);
}

async function read(request: Extract<LoadCommand, { kind: 'read' }>): Promise<void> {
  let reported = 0;
  const outcome = await readFileOf(request, {
    // At most two blocks are in memory: the next one waits until this one is written.
    write(block) {
      const written = new Promise<void>((resolve) => {
        next = resolve;
      });
      send({ kind: 'block', block });
      return written;
    },
    progress(progress) {
      if (progress.rows < reported) reported = 0;
      if (progress.rows < reported + rowsBetweenReports) return;
      reported = progress.rows;
      send({ kind: 'progress', ...progress });
    },
  });
  send(outcome);
}

function send(reply: LoadReply): void {
  process.send?.(reply);
}
