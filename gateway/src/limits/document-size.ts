import { PublicError } from '@civic-graph/errors';
import { Lexer, Source, TokenKind } from 'graphql';

export interface DocumentLimits {
  /** Tokens of a document; the parser stops at the next. */
  readonly maxTokens: number;
  /** Brackets of any kind inside each other: selections, lists, objects, types. */
  readonly maxNesting: number;
  /** Operations and fragments, used or not. */
  readonly maxDefinitions: number;
}

const opening: ReadonlySet<string> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const closing: ReadonlySet<string> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

/**
 * Refuses a document so deep that parsing or validating it, both recursive, would exhaust the stack, and one of so many
 * definitions that comparing them with each other, as validation does, would take long. Fields are limited later and lower
 * (`maxDepth`); this is about values and types as well, about what is never used, and about text that is no operation.
 *
 * @throws PublicError OPERATION_LIMIT_EXCEEDED
 */
export function refuseOversizedDocument(
  text: string,
  { maxTokens, maxNesting, maxDefinitions }: DocumentLimits,
): void {
  if (countOpenings(text) <= Math.min(maxNesting, maxDefinitions)) return;
  let depth = 0;
  let definitions = 0;
  for (const kind of tokenKinds(text, maxTokens)) {
    if (depth === 0 && kind === TokenKind.BRACE_L) definitions += 1;
    if (opening.has(kind)) depth += 1;
    else if (closing.has(kind)) depth -= 1;
    if (depth > maxNesting) {
      throw tooMuch(`nests brackets more than ${maxNesting} levels deep`, maxNesting);
    }
    if (definitions > maxDefinitions) {
      throw tooMuch(`has more than ${maxDefinitions} operations and fragments`, maxDefinitions);
    }
  }
}

function tooMuch(what: string, limit: number): PublicError {
  return new PublicError('OPERATION_LIMIT_EXCEEDED', `The document ${what}.`, { extensions: { limit } });
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
