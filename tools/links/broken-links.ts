import { dirname, join, normalize } from 'node:path/posix';
import { anchorsOf, linksOf } from './markdown.ts';

/** The parts of a working tree that the check reads; paths are relative to its root. */
export interface Tree {
  /** Returns whether a file or folder is tracked. */
  readonly has: (path: string) => boolean;
  /** Returns the text of a tracked Markdown file. */
  readonly read: (path: string) => string;
}

/**
 * Returns one line for each broken relative link or anchor of the given Markdown files.
 *
 * @param files paths relative to the root of the tree
 */
export function brokenLinks(files: readonly string[], tree: Tree): string[] {
  const anchors = new Map<string, ReadonlySet<string>>();
  return files.flatMap((file) =>
    linksOf(tree.read(file)).flatMap(({ line, target }) => {
      const problem = problemOf(file, target, tree, anchors);
      return problem === null ? [] : [`${file}:${line}: ${target}: ${problem}`];
    }),
  );
}

function problemOf(
  file: string,
  target: string,
  tree: Tree,
  anchors: Map<string, ReadonlySet<string>>,
): string | null {
  const [path = '', anchor] = target.split('#');
  const decoded = decodeURIComponent(path);
  if (decoded.startsWith('/')) return 'is absolute; write it relative to the file';
  const linked = decoded === '' ? file : normalize(join(dirname(file), decoded)).replace(/\/$/, '');
  if (!tree.has(linked)) return `no tracked file or folder ${linked}`;
  if (anchor === undefined || !linked.endsWith('.md')) return null;
  const known = anchors.get(linked) ?? anchorsOf(tree.read(linked));
  anchors.set(linked, known);
  return known.has(decodeURIComponent(anchor)) ? null : `no heading #${anchor} in ${linked}`;
}
