import { fileURLToPath } from 'node:url';

/** A program of a process or thread. */
export interface SiblingProgram {
  /** Absolute path. */
  readonly file: string;
  /** Options of Node that its language needs. */
  readonly execArgv: readonly string[];
  readonly isSource: boolean;
}

/**
 * The program beside a module: TypeScript beside a source, JavaScript in a build or a bundle.
 *
 * @param url `import.meta.url` as written, because a bundle keeps it as it is only in this call
 */
export function siblingProgram(name: string, url: string): SiblingProgram {
  const isSource = url.endsWith('.ts');
  return {
    file: fileURLToPath(new URL(`${name}.${isSource ? 'ts' : 'js'}`, url)),
    execArgv: isSource ? ['--conditions=source', '--import', 'tsx'] : [],
    isSource,
  };
}
