import type { AgencyDirectory } from './agency-directory.ts';

/** Source of the agencies of a running service. */
export interface AgencySource {
  /** The directory in force. Do not store it: a change replaces it. */
  readonly current: AgencyDirectory;
  /** Calls `listener` after each change, until the returned function is called. */
  onChange(listener: (directory: AgencyDirectory) => void): () => void;
  close(): void;
}

export interface ChangeableSource extends AgencySource {
  /** Puts another directory in force. */
  replace(directory: AgencyDirectory): void;
}

/** A source that its owner changes. */
export function changeableSource(first: AgencyDirectory, close: () => void = () => {}): ChangeableSource {
  const listeners = new Set<(directory: AgencyDirectory) => void>();
  let current = first;
  return {
    get current() {
      return current;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close() {
      listeners.clear();
      close();
    },
    replace(directory) {
      current = directory;
      for (const listener of listeners) listener(directory);
    },
  };
}
