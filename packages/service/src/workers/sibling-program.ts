import { fileURLToPath } from 'node:url';

/** A program of a process or thread. */
export interface SiblingProgram {
  /** Absolute path. */
  readonly file: string;
  /** Options of Node that its language needs. */
  readonly execArgv: readonly string[];
  /** Absolute path for a thread: `NAME.source.mjs` beside a source, because threads ignore `execArgv`. */
  readonly threadFile: string;
}

/**
 * The program beside a module: TypeScript beside a source, JavaScript in a build or a bundle.
 *
 * @param url `import.meta.url` as written, because a bundle keeps it as it is only in this call
 */
export function siblingProgram(name: string, url: string): SiblingProgram {
  const isSource = url.endsWith('.ts');
  const pathOf = (ending: string) => fileURLToPath(new URL(`${name}.${ending}`, url));
  return {
    file: pathOf(isSource ? 'ts' : 'js'),
    execArgv: isSource ? ['--conditions=source', '--import', 'tsx'] : [],
    threadFile: pathOf(isSource ? 'source.mjs' : 'js'),
  };
}
