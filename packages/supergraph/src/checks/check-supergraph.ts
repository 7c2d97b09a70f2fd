import { PolicyError } from '@civic-graph/policy';
import { type ASTNode, type DocumentNode, parse } from 'graphql';
import { combinationProblem } from '../access-diff/smallest-rights.ts';
import { cacheHintFaults } from '../cache-hints/cache-hint-faults.ts';
import { CacheHintError, readCacheHints } from '../cache-hints/cache-hints.ts';
import { compose } from '../composition/compose.ts';
import type { SchemaProblem } from '../composition/schema-problem.ts';
import { placeOf, type SubgraphDefinition, type SubgraphDocument } from '../composition/subgraph-document.ts';
import { whoCanFix } from '../composition/who-can-fix.ts';
import { locate } from '../graphql/locate.ts';
import { readOwnership } from '../graphql/subgraph-ownership.ts';
import { typeDeclarations } from '../graphql/type-declarations.ts';
import { computedBelow } from '../policy-index/computed-classes.ts';
import { indexPolicies } from '../policy-index/policy-index.ts';
import { sunsetFaults } from '../sunset/sunset-faults.ts';
import { readSunsets } from '../sunset/sunsets.ts';

export interface SupergraphCheck {
  /** The supergraph; `null` if there is a problem, because it must not be served then. */
  readonly sdl: string | null;
  readonly problems: readonly SchemaProblem[];
}

/**
 * Composes subgraphs and checks access rules, classes and cache hints, as a gateway does before serving. Bad
 * schemas are problems, never exceptions.
 * @param changed name of the subgraph whose release is checked, and which must fit the others
 */
export function checkSupergraph(
  definitions: readonly SubgraphDefinition[],
  { changed }: { readonly changed?: string } = {},
): SupergraphCheck {
  const composition = compose(definitions, changed);
  if (composition.kind === 'failed') return { sdl: null, problems: composition.problems };
  const { sdl, subgraphs } = composition;
  const supergraph = parse(sdl, { noLocation: true });
  const sunsets = readSunsets(supergraph);
  const problems = [
    ...supergraphProblems(supergraph, subgraphs, changed),
    ...subgraphs.flatMap((subgraph) =>
      sunsetFaults(subgraph, sunsets).map(({ node, message }) => ({
        ...placeOf(subgraph.name, subgraph.file, node),
        ...{ code: 'SUNSET_INVALID', message, fixedBy: subgraph.name },
      })),
    ),
  ];
  return { sdl: problems.length > 0 ? null : sdl, problems };
}

function supergraphProblems(
  supergraph: DocumentNode,
  subgraphs: readonly SubgraphDocument[],
  changed: string | undefined,
): readonly SchemaProblem[] {
  const ownership = readOwnership(supergraph);
  const at = (code: string, message: string, coordinate: string | null) =>
    problemsAt({ code, message, coordinate }, ownersOf(coordinate), changed);
  try {
    const { index, faults } = indexPolicies(supergraph);
    const crowded = index.coordinates.flatMap((coordinate) => {
      const [typeName = '', fieldName = ''] = coordinate.split('.');
      const message = combinationProblem(coordinate, index.requirementsOf(typeName, fieldName));
      return message === null ? [] : at('POLICY_INVALID', message, coordinate);
    });
    const hints = cacheHintFaults(supergraph, readCacheHints(supergraph), ownership, index);
    return [
      ...crowded,
      ...[...faults, ...computedBelow(supergraph, index)].flatMap(({ coordinate, message }) =>
        at('POLICY_INVALID', message, coordinate),
      ),
      // The class of a field decides about its hint.
      ...(faults.length > 0 ? [] : hints).flatMap(({ coordinate, message }) =>
        at('CACHE_HINT_INVALID', message, coordinate),
      ),
    ];
  } catch (error) {
    if (!(error instanceof PolicyError || error instanceof CacheHintError)) throw error;
    return at(error.code, error.message, error.coordinate);
  }

  function ownersOf(coordinate: string | null): readonly SubgraphDocument[] {
    const names = coordinate === null ? [] : ownership.ownersOf(coordinate);
    const owners = subgraphs.filter(({ name }) => names.includes(name));
    const declaring = owners.filter((owner) => locate(owner.document, coordinate) !== null);
    // The supergraph does not show that an implementer's field comes from an `@interfaceObject`.
    return declaring.length > 0
      ? declaring
      : subgraphs.filter((lender) => nodeAt(lender, coordinate) !== null);
  }
}

/** One problem for each subgraph that resolves the element. */
function problemsAt(
  { code, message, coordinate }: { code: string; message: string; coordinate: string | null },
  owners: readonly SubgraphDocument[],
  changed: string | undefined,
): readonly SchemaProblem[] {
  const [typeName = null] = coordinate?.split('.') ?? [];
  const fixedBy = whoCanFix(owners, typeName, changed);
  if (owners.length === 0) {
    return [{ subgraph: null, file: null, line: null, column: null, code, message, fixedBy }];
  }
  return owners.map((owner) => ({
    ...placeOf(owner.name, owner.file, nodeAt(owner, coordinate)),
    code,
    message,
    fixedBy,
  }));
}

/** Whether an implementer has the field only from another subgraph's `@interfaceObject`. */
function nodeAt({ document, standing }: SubgraphDocument, coordinate: string | null): ASTNode | null {
  const [, fieldName] = coordinate?.split('.') ?? [];
  const lenders = [...typeDeclarations(document).keys()].filter(standing.isInterfaceObject);
  const places = [coordinate, ...lenders.map((typeName) => `${typeName}.${fieldName}`)];
  return places.map((place) => locate(document, place)).find((node) => node !== null) ?? null;
}
