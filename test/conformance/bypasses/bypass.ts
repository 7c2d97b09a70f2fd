import { composeSupergraph, type SubgraphDefinition } from '@civic-graph/supergraph';
import { type PersonaName, withPublicClass } from '@civic-graph/testing';

/**
 * The defence against a bypass. `denied`: each of `closed` is null with its error, no subgraph resolved it,
 * and each of `open` is answered.
 */
export type Defence =
  | {
      readonly kind: 'denied';
      readonly query: string;
      readonly closed: readonly string[];
      readonly open?: readonly string[];
      /**
       * Fields that no subgraph may resolve either, because they were not requested or have another name
       * there.
       */
      readonly unread?: readonly string[];
      readonly caller?: PersonaName;
      /** The object type that represents an abstract type. */
      readonly members?: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'composition refused' }
  | { readonly kind: 'start refused' };

export interface Bypass {
  readonly title: string;
  readonly subgraphs: readonly SubgraphDefinition[];
  /** The supergraph as another composer would write it. */
  readonly alter?: (supergraph: string) => string;
  readonly defence: Defence;
}

const imports = [
  '@key',
  '@external',
  '@requires',
  '@provides',
  '@shareable',
  '@authenticated',
  '@requiresScopes',
  '@policy',
  '@context',
  '@fromContext',
  '@interfaceObject',
  '@composeDirective',
] as const;

/** @param renamed `""` leaves a directive in its namespace; any other text is its new name */
export function links(renamed: Partial<Record<(typeof imports)[number], string>> = {}): string {
  const list = imports.flatMap((name) => {
    const as = renamed[name];
    if (as === '') return [];
    return as === undefined ? `"${name}"` : `{ name: "${name}", as: "${as}" }`;
  });
  return `extend schema
    @link(url: "https://specs.apollo.dev/federation/v2.9", import: [${list.join(', ')}])
    @link(url: "https://civic-graph.example/data-class/v1.0", import: ["@dataClass"])
    @composeDirective(name: "@dataClass")
  directive @dataClass(class: DataClass!) on OBJECT | INTERFACE | FIELD_DEFINITION
  enum DataClass { C0 C1 C2 C3 C4 }`;
}

/** Subgraphs `a`, `b`, … with these schemas. */
export function subgraphsOf(sdls: readonly string[], header = links()): SubgraphDefinition[] {
  return sdls.map((sdl, position) => {
    const name = String.fromCharCode('a'.charCodeAt(0) + position);
    return { name, url: `http://${name}.invalid/graphql`, sdl: withPublicClass(`${header}\n${sdl}`) };
  });
}

export function supergraphOf({ subgraphs, alter }: Bypass): string {
  const composed = composeSupergraph(subgraphs);
  if (!alter) return composed;
  const altered = alter(composed);
  if (altered === composed) throw new Error('there was nothing to alter');
  return altered;
}

const gathered = / {2}@link\(url: "https:\/\/civic-graph\.example\/gathered-rules[^)]*\)\n/;
const rules = / ?@(authenticated|requiresScopes\(scopes: [^)]*\)|policy\(policies: [^)]*\))/g;

/**
 * The supergraph as composers before November 2025 wrote it, which kept rules unchanged.
 *
 * @param unguarded coordinates (`Type` or `Type.field`) without a rule in the original
 * @param guarded coordinate -> a rule in the original that would be refused today
 */
export function byOlderComposer(
  unguarded: readonly string[],
  guarded: Readonly<Record<string, string>> = {},
): (supergraph: string) => string {
  return (supergraph) => {
    const bare = unguarded.reduce(
      (sdl, coordinate) => rewrite(sdl, coordinate, (line) => line.replace(rules, '')),
      supergraph.replace(gathered, ''),
    );
    return Object.entries(guarded).reduce(
      (sdl, [coordinate, rule]) =>
        rewrite(sdl, coordinate, (line) =>
          coordinate.includes('.') ? `${line} ${rule}` : `${line}\n  ${rule}`,
        ),
      bare,
    );
  };
}

/** Rewrites a field's line, or the head of a type. */
function rewrite(sdl: string, coordinate: string, change: (text: string) => string): string {
  const [type, field] = coordinate.split('.');
  const definition = new RegExp(`^(type|interface) ${type}\\b[^{]*\\{[^}]*\\}`, 'm').exec(sdl)?.[0];
  const line = field === undefined ? /^[^{]*?(?=\n\{)/ : new RegExp(`^ {2}${field}\\b.*$`, 'm');
  const found = definition && line.exec(definition)?.[0];
  if (!definition || !found) throw new Error(`there is no ${coordinate}`);
  return sdl.replace(definition, definition.replace(found, change(found)));
}
