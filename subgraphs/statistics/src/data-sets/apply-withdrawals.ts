import type { ReleaseStore } from '../observations/release-store.ts';
import type { DataSet } from './data-set.ts';
import type { LoadEvent } from './load-data-sets.ts';
import { findWithdrawals, readWithdrawal } from './withdrawal.ts';

/** Records each withdrawal of a folder once; a record stays when its file is removed. */
export async function applyWithdrawals(
  folder: string,
  history: readonly DataSet[],
  store: ReleaseStore,
  report: (event: LoadEvent) => void,
): Promise<boolean> {
  let isChanged = false;
  for (const file of await findWithdrawals(folder)) {
    const read = await readWithdrawal(file);
    if (!read.ok) {
      report({ kind: 'withdrawal-refused', file, problems: read.problems });
      continue;
    }
    const { dataflow, version, reason } = read.value;
    const release = history.find((one) => one.manifest.id === dataflow && one.version === version);
    if (release === undefined) {
      const problem = `${dataflow} has no release ${version}; name one of Dataflow.releases`;
      const problems = [{ file, line: null, column: 'version', problem }];
      report({ kind: 'withdrawal-refused', file, problems });
    } else if (release.withdrawal === undefined) {
      await store.withdraw(dataflow, version, reason);
      report({ kind: 'withdrawn', id: dataflow, version });
      isChanged = true;
    }
  }
  return isChanged;
}
