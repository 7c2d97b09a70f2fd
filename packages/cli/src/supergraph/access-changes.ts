import { approvedScopes } from '@civic-graph/demo';
import { accessDiff, parseApprovedScopes } from '@civic-graph/supergraph';
import { CommandError } from '../command-error.ts';
import { readNamedText } from '../read-file.ts';

/**
 * Returns who gains or loses which field between two supergraph files.
 *
 * @param appsFile JSON file with the scopes of each app. Default is the apps of the demo.
 * @throws CommandError that names the file that cannot be read or used
 */
export async function accessChanges(
  oldFile: string,
  newFile: string,
  appsFile: string | undefined,
): Promise<ReturnType<typeof accessDiff>> {
  const apps = appsFile === undefined ? approvedScopes : await readApps(appsFile);
  const [before, after] = [await readNamedText(oldFile), await readNamedText(newFile)];
  // Compares each file with itself first, so that an error names the unusable one.
  use(oldFile, () => accessDiff(before, before, {}));
  use(newFile, () => accessDiff(after, after, {}));
  return accessDiff(before, after, apps);
}

async function readApps(file: string): Promise<Readonly<Record<string, readonly string[]>>> {
  const text = await readNamedText(file);
  return use(file, () => parseApprovedScopes(text));
}

function use<T>(file: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandError(`${file} cannot be used: ${reason}`);
  }
}
