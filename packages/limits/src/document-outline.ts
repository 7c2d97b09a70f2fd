import { DocumentTokens, tokenKind } from './document-tokens.ts';

/** Merged fragment spreads of a definition: their number and their greatest depth. */
export interface Spreads {
  count: number;
  /** Spreads whose fields belong to the definition itself, not to a nested object. */
  direct: number;
  /** Maximum number of enclosing fields. */
  depth: number;
  /** Depth of the innermost selection set. */
  level: number;
}

/** Own selections of an operation or fragment, without its spreads. */
export interface DefinitionOutline {
  /** `null` for an operation. */
  readonly fragment: string | null;
  fields: number;
  aliases: number;
  direct: number;
  depth: number;
  levels: number;
  readonly spreads: Map<string, Spreads>;
}

export interface DocumentOutline {
  readonly tokens: number;
  readonly directives: number;
  /** Nesting of brackets of any kind. */
  readonly nesting: number;
  /** Whether the document also defines types, whose names are indistinguishable from fragments. */
  readonly isForeign: boolean;
  readonly definitions: readonly DefinitionOutline[];
}

const code = (character: string) => character.charCodeAt(0);
const [braceOpen, braceClose] = [code('{'), code('}')];
const [colon, at] = [code(':'), code('@')];
const opening: ReadonlySet<number> = new Set([braceOpen, code('('), code('[')]);
const closing: ReadonlySet<number> = new Set([braceClose, code(')'), code(']')]);

/**
 * Measures a document and its definitions from tokens alone, so that a document that is rejected costs no
 * syntax tree. Syntax errors are left to the parser.
 *
 * @param goesOn called at each opening bracket; reading stops if it returns false
 */
export function outlineOf(text: string, goesOn: (so: DocumentOutline) => boolean): DocumentOutline {
  const tokens = new DocumentTokens(text);
  const outline = {
    tokens: 0,
    directives: 0,
    nesting: 0,
    isForeign: false,
    definitions: [] as DefinitionOutline[],
  };
  let definition: DefinitionOutline | null = null;
  let header = new Header();
  /** Open brackets, and those of values: the first bracket of a value is never a selection set. */
  let open = 0;
  let values = 0;
  /** For each open selection set, whether it belongs to a field. */
  const ofField: boolean[] = [];
  let fieldsAround = 0;
  /** The previous token decides what a name means. */
  let before: number = tokenKind.end;
  let isInline = false;
  let isCondition = false;

  for (let kind = tokens.next(); kind !== tokenKind.end; before = kind, kind = tokens.next()) {
    outline.tokens += 1;
    if (opening.has(kind)) {
      open += 1;
      outline.nesting = Math.max(outline.nesting, open);
      if (values > 0 || kind !== braceOpen) values += 1;
      else if (definition === null) {
        definition = emptyDefinition(header.fragment);
        outline.definitions.push(definition);
      } else {
        ofField.push(!isInline);
        if (!isInline) fieldsAround += 1;
        definition.levels = Math.max(definition.levels, ofField.length + 1);
        isInline = false;
      }
      if (!goesOn(outline)) return outline;
    } else if (closing.has(kind)) {
      open -= 1;
      if (values > 0) values -= 1;
      else if (ofField.length > 0) fieldsAround -= ofField.pop() ? 1 : 0;
      else {
        definition = null;
        header = new Header();
      }
    } else if (kind === at) outline.directives += 1;
    else if (values > 0) continue;
    else if (definition === null) {
      header.read(kind, before, tokens);
      outline.isForeign ||= header.isForeign;
    } else if (kind === tokenKind.spread) isInline = true;
    else if (kind === tokenKind.name) readName(definition);
  }
  return outline;

  function readName(definition: DefinitionOutline): void {
    if (before === at) return;
    if (isCondition) isCondition = false;
    else if (before === tokenKind.spread && tokens.is('on')) isCondition = true;
    else if (before === tokenKind.spread) {
      isInline = false;
      spread(definition, tokens.text);
    } else if (before === colon) definition.aliases += 1;
    else {
      isInline = false;
      definition.fields += 1;
      if (fieldsAround === 0) definition.direct += 1;
      definition.depth = Math.max(definition.depth, fieldsAround + 1);
    }
  }

  function spread({ spreads }: DefinitionOutline, name: string): void {
    const known = spreads.get(name) ?? { count: 0, direct: 0, depth: 0, level: 0 };
    known.count += 1;
    if (fieldsAround === 0) known.direct += 1;
    known.depth = Math.max(known.depth, fieldsAround);
    known.level = Math.max(known.level, ofField.length + 1);
    spreads.set(name, known);
  }
}

/** Keywords that begin an executable definition; only a short query lacks one (GraphQL, section 2.2). */
const executable = ['query', 'mutation', 'subscription', 'fragment'];

/** State before the first selection set of a definition. */
class Header {
  #isFragment = false;
  #names = 0;
  fragment: string | null = null;
  isForeign = false;

  read(kind: number, before: number, tokens: DocumentTokens): void {
    if (kind !== tokenKind.name || before === at) return;
    this.#names += 1;
    if (this.#names === 1) {
      this.#isFragment = tokens.is('fragment');
      this.isForeign = !executable.some((word) => tokens.is(word));
    } else if (this.#names === 2 && this.#isFragment) this.fragment = tokens.text;
  }
}

function emptyDefinition(fragment: string | null): DefinitionOutline {
  return { fragment, fields: 0, aliases: 0, direct: 0, depth: 0, levels: 1, spreads: new Map() };
}
