import { isNode, LineCounter, parseDocument } from 'yaml';
import { CommandError } from '../command-error.ts';
import { type BootstrapFile, bootstrapFile } from './bootstrap-file.ts';

/** The file, and where its members are, for later errors. */
export interface ReadFile {
  readonly content: BootstrapFile;
  /** `file:line` of a member. */
  readonly placeOf: (path: readonly PropertyKey[]) => string;
}

const listed = 20;

/**
 * Reads YAML, which includes JSON.
 *
 * @throws CommandError with a line for each mistake: file, line, member, and what to do
 */
export function readBootstrapFile(name: string, text: string): ReadFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const [syntax] = document.errors;
  if (syntax !== undefined) {
    const [reason] = syntax.message.split('\n');
    throw new CommandError(`${name}:${lines.linePos(syntax.pos[0]).line}: is not YAML or JSON: ${reason}`);
  }
  const placeOf = (path: readonly PropertyKey[]) => {
    for (let length = path.length; length >= 0; length -= 1) {
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return `${name}:${lines.linePos(node.range[0]).line}`;
    }
    return `${name}:1`;
  };
  const parsed = bootstrapFile.safeParse(document.toJS());
  if (parsed.success) return { content: parsed.data, placeOf };
  const problems = parsed.error.issues
    .slice(0, listed)
    .map(({ path, message }) => `${placeOf(path)}: ${path.map(String).join('.') || 'the file'}: ${message}`);
  throw new CommandError(problems.join('\n'));
}
