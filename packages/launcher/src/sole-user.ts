import { readFile, rm, writeFile } from 'node:fs/promises';
import type { DataDirectory } from './data-directory.ts';
import { LaunchError } from './launch-error.ts';
import { processMark, runningProcess } from './process-mark.ts';

const fileName = 'launcher.pid';

/**
 * Claims the data folder for this process: two demos on one folder would stop each other's database.
 *
 * @returns a function that releases the claim
 * @throws LaunchError if another demo runs on it
 */
export async function becomeSoleUser(data: DataDirectory): Promise<() => Promise<void>> {
  const file = data.file(fileName);
  const mine = await processMark();
  for (;;) {
    try {
      await writeFile(file, mine, { flag: 'wx', mode: 0o600 });
      return () => rm(file, { force: true });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    const pid = await runningProcess(await readFile(file, 'utf8').catch(() => ''));
    if (pid !== null) {
      throw new LaunchError(
        `DATA_DIR: ${data.path} is in use by a demo that runs already (process ${pid}); stop it, or choose another`,
      );
    }
    // Left by a start that was killed.
    await rm(file, { force: true });
  }
}
