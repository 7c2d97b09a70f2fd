import { PublicError } from '@civic-graph/errors';
import { Lexer, Source, TokenKind } from 'graphql';

export interface DocumentLimits {
  /** Tokens of a document; the parser stops at the next. */
  readonly maxTokens: number;
  /** Brackets of any kind inside each other: selections, lists, objects, types. */
  readonly maxNesting: number;
}

const opening: ReadonlySet<string> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const closing: ReadonlySet<string> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

/**
 * Refuses a document so deep that parsing or validating it, both recursive, would exhaust the stack. Fields are
 * limited later and lower (`maxDepth`); this is about values and types as well, and about text that is no operation.
 *
 * @throws PublicError OPERATION_LIMIT_EXCEEDED
 */
export function refuseDeepDocument(text: string, { maxTokens, maxNesting }: DocumentLimits): void {
  if (countOpenings(text) <= maxNesting) return;
  let depth = 0;
  for (const kind of tokenKinds(text, maxTokens)) {
    if (opening.has(kind)) depth += 1;
    else if (closing.has(kind)) depth -= 1;
    if (depth > maxNesting) {
      throw new PublicError(
        'OPERATION_LIMIT_EXCEEDED',
        `The document nests brackets more than ${maxNesting} levels deep.`,
        { extensions: { limit: maxNesting } },
      );
    }
  }
}

/** Nearly every document has fewer brackets in all than it may nest, and needs no second reading. */
function countOpenings(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '{' || character === '[' || character === '(') count += 1;
  }
  return count;
}

/** What is no token, or one too many, ends the list: the parser will say so. */
function* tokenKinds(text: string, limit: number): Generator<string> {
  const lexer = new Lexer(new Source(text));
  try {
    for (let count = 0; count < limit; count++) {
      const { kind } = lexer.advance();
      if (kind === TokenKind.EOF) return;
      yield kind;
    }
  } catch {
    // A syntax error.
  }
}
