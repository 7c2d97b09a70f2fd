import { directiveArguments, schemaLinks } from '@civic-graph/policy';
import { type ASTNode, type ConstDirectiveNode, type DocumentNode, Kind } from 'graphql';
import { federationNames } from '../graphql/federation-names.ts';
import { typeDeclarations } from '../graphql/type-declarations.ts';
import type { SchemaProblem } from './schema-problem.ts';
import { placeOf, type SubgraphDocument } from './subgraph-document.ts';
import { whoCanFix } from './who-can-fix.ts';

/** An element as one subgraph declares it. */
interface Declaration {
  readonly subgraph: SubgraphDocument;
  readonly node: ASTNode;
  /** `@cost` and `@listSize` on the element and its arguments, as texts that can be compared. */
  readonly costs: readonly string[];
}

/**
 * Costs that a subgraph writes on what another one declares as well. Composition keeps the highest, so that
 * one agency could price everybody's operations out of the budget.
 */
export function costsThatDiffer(
  subgraphs: readonly SubgraphDocument[],
  changed: string | undefined,
): readonly SchemaProblem[] {
  const declared = new Map<string, Declaration[]>();
  for (const subgraph of subgraphs) {
    for (const [coordinate, declaration] of declarationsIn(subgraph)) {
      const known = declared.get(coordinate);
      if (known) known.push(declaration);
      else declared.set(coordinate, [declaration]);
    }
  }
  return [...declared].flatMap(([coordinate, declarations]) => problemsAt(coordinate, declarations, changed));
}

/** A cost counts if every subgraph writes it that does more than extend the type. */
function problemsAt(
  coordinate: string,
  declarations: readonly Declaration[],
  changed: string | undefined,
): readonly SchemaProblem[] {
  const [typeName = ''] = coordinate.split('.');
  const defining = declarations.filter(({ subgraph }) => !subgraph.standing.isExtended(typeName));
  const owners = defining.length > 0 ? defining : declarations;
  for (const added of declarations) {
    const owner = owners.find(({ costs }) => added.costs.some((cost) => !costs.includes(cost)));
    if (owner === undefined) continue;
    const [one, other] = [added.subgraph, owner.subgraph];
    const message = `${coordinate}: ${one.name} writes a cost on what ${other.name} declares as well; write the same in both, or none in ${one.name}`;
    const fixedBy = whoCanFix([one, other], typeName, changed);
    return [added, owner].map(({ subgraph: { name, file }, node }) => ({
      ...placeOf(name, file, node),
      ...{ code: 'COST_DIFFERS', message, fixedBy },
    }));
  }
  return [];
}

/** Types, and the fields that the subgraph resolves or takes. */
function declarationsIn(subgraph: SubgraphDocument): ReadonlyMap<string, Declaration> {
  const { document, standing } = subgraph;
  const names = costNames(document);
  const declarations = new Map<string, Declaration>();
  for (const [typeName, parts] of typeDeclarations(document)) {
    for (const part of parts) {
      add(typeName, part, written(part, ''));
      if (part.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION || part.kind === Kind.INPUT_OBJECT_TYPE_EXTENSION) {
        for (const field of part.fields ?? [])
          add(`${typeName}.${field.name.value}`, field, written(field, ''));
      } else if ('fields' in part) {
        for (const field of part.fields ?? []) {
          if (standing.isExternal(part, field)) continue;
          const ofArguments = (field.arguments ?? []).flatMap((each) => written(each, each.name.value));
          add(`${typeName}.${field.name.value}`, field, [...written(field, ''), ...ofArguments]);
        }
      }
    }
  }
  return declarations;

  function add(coordinate: string, node: ASTNode, costs: readonly string[]): void {
    const before = declarations.get(coordinate);
    declarations.set(coordinate, {
      subgraph,
      node: before?.node ?? node,
      costs: [...(before?.costs ?? []), ...costs],
    });
  }

  function written({ directives = [] }: Annotated, argument: string): string[] {
    return directives.flatMap((directive) => {
      const known = names.get(directive.name.value);
      return known === undefined ? [] : [`${argument} ${known} ${JSON.stringify(sorted(directive))}`];
    });
  }
}

interface Annotated {
  readonly directives?: readonly ConstDirectiveNode[] | undefined;
}

function sorted(directive: ConstDirectiveNode): readonly (readonly [string, unknown])[] {
  return Object.entries(directiveArguments(directive)).sort(([one], [other]) => (one < other ? -1 : 1));
}

const specification = 'https://specs.apollo.dev/cost';

/** Names in the document -> names in the specification, which can also be linked by itself. */
function costNames(document: DocumentNode): ReadonlyMap<string, string> {
  const ofFederation = federationNames(document);
  const link = schemaLinks(document).find(({ identity }) => identity === specification);
  return new Map([
    [ofFederation('cost'), 'cost'],
    [ofFederation('listSize'), 'listSize'],
    ...(link === undefined
      ? []
      : ([
          [link.imports.get('@cost')?.slice(1) ?? link.namespace, 'cost'],
          [link.imports.get('@listSize')?.slice(1) ?? `${link.namespace}__listSize`, 'listSize'],
        ] as const)),
  ]);
}
