import type { LoadCommand, LoadReply } from './load-messages.ts';
import { readFileOf } from './read-file.ts';

/*
 * Reads data sets in a separate process, so that they use neither CPU time nor memory of the service.
 */

const rowsBetweenReports = 500_000;

let next: (() => void) | undefined;

process.on('message', (command: LoadCommand) => {
  if (command.kind === 'next') next?.();
  else void read(command);
});
process.once('disconnect', () => process.exit(1));

async function read(request: Extract<LoadCommand, { kind: 'read' }>): Promise<void> {
  let reported = 0;
  const outcome = readFileOf(request, {
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
  send(
    await outcome.catch((error: unknown) => ({
      kind: 'failed' as const,
      reason: error instanceof Error ? error.message : String(error),
    })),
  );
}

function send(reply: LoadReply): void {
  process.send?.(reply);
}
