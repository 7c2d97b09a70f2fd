import { type DocumentNode, Location, type Source, Token, TokenKind, visit } from 'graphql';

/**
 * Removes the lexer tokens from a document, in place: each location refers to all of them, ten times the size
 * of the rest. Variable positions remain, because errors name them.
 */
export function withoutTokens(document: DocumentNode): DocumentNode {
  const source = document.loc?.source;
  return visit(document, {
    enter(node) {
      const { loc } = node;
      if (loc === undefined) return;
      const kept = node.kind === 'VariableDefinition' || node.kind === 'Document';
      Reflect.set(node, 'loc', kept && source ? placeOf(loc, source) : undefined);
    },
  });
}

function placeOf({ start, end }: Location, source: Source): Location {
  const alone = (at: number) => new Token(TokenKind.NAME, at, at, 0, 0);
  const place = new Location(alone(start), alone(end), source);
  return place;
}
