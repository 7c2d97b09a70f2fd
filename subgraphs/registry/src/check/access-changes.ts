import type { DataClass } from '@civic-graph/policy';
import { accessDiff, composeSupergraph, consentScopes, readableFields } from '@civic-graph/supergraph';
import type { AccessChange } from './check-report.ts';

/** An empty graph, so that the first publish gains everything that it opens. */
const emptySubgraph = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@composeDirective"])
  @link(url: "https://civic-graph.example/data-class/v1.0", import: ["@dataClass"])
  @composeDirective(name: "@dataClass")
directive @dataClass(class: DataClass!) on OBJECT | INTERFACE | FIELD_DEFINITION
enum DataClass { C0 C1 C2 C3 C4 }
type Query { nothing: Int @dataClass(class: C0) }`;

/**
 * Who gains or loses which field, by field and direction. A lowered class of personal data is a gain, also
 * of a field that no client can select yet: under it, weaker rules would need no approval.
 */
export function accessChangesOf(before: string | null, after: string): AccessChange[] {
  const old = before ?? emptySdl();
  const indexes = { before: readableFields(old).policyIndex, after: readableFields(after).policyIndex };
  const classesBefore = (coordinate: string) => indexes.before.classOf(...split(coordinate));
  const classesAfter = (coordinate: string) => indexes.after.classOf(...split(coordinate));
  const changes = new Map<string, { kind: AccessChange['kind']; coordinate: string; callers: string[] }>();
  for (const coordinate of indexes.before.coordinates) {
    const [was = 'C0', is] = [classesBefore(coordinate), classesAfter(coordinate)];
    if (was < 'C2' || is === undefined || is >= was) continue;
    const callers = [`all who may read class ${is}, lowered from ${was}`];
    changes.set(`gains ${coordinate}`, { kind: 'gains', coordinate, callers });
  }
  for (const { change: kind, coordinate, caller } of accessDiff(old, after, {})) {
    if (before === null && kind === 'loses') continue;
    const key = `${kind} ${coordinate}`;
    const known = changes.get(key);
    if (known === undefined) changes.set(key, { kind, coordinate, callers: [caller] });
    else known.callers.push(caller);
  }
  return [...changes.values()].map(({ kind, coordinate, callers }) => {
    const consents = consentScopes(kind === 'gains' ? indexes.after : indexes.before, coordinate);
    return {
      kind,
      coordinate,
      // The higher class, if it changed as well.
      dataClass: highest(classesBefore(coordinate), classesAfter(coordinate)),
      callers,
      ...(consents.length > 0 && { consents }),
    };
  });
}

function emptySdl(): string {
  return composeSupergraph([{ name: 'empty', url: 'http://empty.invalid/graphql', sdl: emptySubgraph }]);
}

function highest(...classes: readonly (DataClass | undefined)[]): DataClass {
  const known = classes.filter((each) => each !== undefined).sort();
  return known.at(-1) ?? 'C0';
}

function split(coordinate: string): [string, string] {
  const dot = coordinate.indexOf('.');
  return [coordinate.slice(0, dot), coordinate.slice(dot + 1)];
}
