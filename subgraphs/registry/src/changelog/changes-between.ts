import { type SchemaChange, schemaChanges } from '@civic-graph/supergraph';
import { readOwnership } from '@civic-graph/supergraph/graphql';
import { readSunsets } from '@civic-graph/supergraph/sunset';
import { type DocumentNode, parse } from 'graphql';
import { accessChangesOf } from '../check/access-changes.ts';
import type { AccessChange } from '../check/check-report.ts';
import { type Change, type Changelog, changeKinds } from './change.ts';

/** Changes kept of one rollout. */
const maxChanges = 500;
/** Callers named in one change, and characters of a message. */
const maxCallers = 10;
const longestMessage = 400;

/** Compares two supergraphs, which takes about a second of processor time. */
export async function changesBetween(before: string, after: string): Promise<Changelog> {
  return changelogOf(before, after, await schemaChanges(before, after), accessChangesOf(before, after));
}

/** Puts the changes of schema and access into one list, with the subgraphs behind each. */
export function changelogOf(
  before: string,
  after: string,
  schema: readonly SchemaChange[],
  access: readonly AccessChange[],
): Changelog {
  const documents = { before: documentOf(before), after: documentOf(after) };
  const ownersOf = ownersIn([documents.after, documents.before]);
  const deprecated = deprecations(documents.before, documents.after);
  const changed = new Set(schema.map(({ coordinate }) => coordinate));
  const changes: Change[] = [
    ...[...deprecated].map(([coordinate, { on, reason }]): Change => {
      const message = `Field '${coordinate}' may be removed from ${on} on: ${reason}`;
      const subgraphs = ownersOf(coordinate);
      return { kind: 'deprecated', coordinate, dataClass: null, sunsetOn: on, message, subgraphs };
    }),
    ...schema
      .filter((change) => !saysDeprecated(change))
      .map(({ criticality, coordinate, message }): Change => {
        const kind = criticality === 'nonBreaking' ? 'safe' : criticality;
        return {
          kind,
          coordinate,
          dataClass: null,
          sunsetOn: null,
          message,
          subgraphs: ownersOf(coordinate),
        };
      }),
    // That everybody may read a new public field goes without saying.
    ...access
      .filter(({ coordinate, callers }) => !(changed.has(coordinate) && isEverybody(callers)))
      .map((change) => accessChange(change, ownersOf(change.coordinate))),
  ];
  // Said above, with the date.
  function saysDeprecated({ coordinate, message }: SchemaChange): boolean {
    return coordinate !== null && deprecated.has(coordinate) && /deprecat/i.test(message);
  }
  const order = (change: Change) => changeKinds.indexOf(change.kind);
  return {
    total: changes.length,
    changes: changes
      .sort((one, other) => order(one) - order(other))
      .slice(0, maxChanges)
      .map((change) => ({ ...change, message: change.message.slice(0, longestMessage) })),
  };
}

function accessChange(
  { kind, coordinate, dataClass, callers }: AccessChange,
  subgraphs: readonly string[],
): Change {
  const who = isEverybody(callers) ? 'everybody' : some(callers);
  const gains = kind === 'gains';
  const message = `Access to '${coordinate}' (${dataClass}) was ${gains ? 'given to' : 'taken from'}: ${who}`;
  const access = { coordinate, dataClass, sunsetOn: null, message, subgraphs };
  return { kind: gains ? 'access-gained' : 'access-lost', ...access };
}

function isEverybody(callers: readonly string[]): boolean {
  return callers.includes('anonymous');
}

function some(callers: readonly string[]): string {
  const more = callers.length - maxCallers;
  return [...callers.slice(0, maxCallers), ...(more > 0 ? [`and ${more} more`] : [])].join(', ');
}

/** Subgraphs that resolve an element; those of its type where it is no field. */
function ownersIn(supergraphs: readonly DocumentNode[]): (coordinate: string | null) => readonly string[] {
  const owners = supergraphs.map(readOwnership);
  return (coordinate) => {
    if (coordinate === null) return [];
    const [element = ''] = coordinate.split('(');
    const [typeName = ''] = element.split('.');
    const known = [element, typeName]
      .map((name) => owners.flatMap((each) => each.ownersOf(name)))
      .find((names) => names.length > 0);
    return [...new Set(known)].sort();
  };
}

/** Fields whose date of removal is new or has changed. */
function deprecations(before: DocumentNode, after: DocumentNode) {
  const known = readSunsets(before);
  const planned = readSunsets(after);
  return new Map([...planned].filter(([coordinate, { on }]) => known.get(coordinate)?.on !== on));
}

function documentOf(supergraphSdl: string): DocumentNode {
  return parse(supergraphSdl, { noLocation: true });
}
