import { createAgencyDirectory, type Manifest } from '@civic-graph/agencies';
import type { SubgraphRelease } from '@civic-graph/releases';
import {
  consentScopes,
  reachOf,
  readableFields,
  resolvesAlone,
  type SchemaChange,
} from '@civic-graph/supergraph';
import { readOwnership } from '@civic-graph/supergraph/graphql';
import { parse } from 'graphql';
import { type AccessChange, nowhere, type Problem, type ReleaseCause, severityFor } from './check-report.ts';

export interface ForeignFieldsCheck {
  /** SDL in force; `null` before the first publish. */
  readonly before: string | null;
  /** SDL with the release. */
  readonly after: string;
  /** Name of the subgraph whose release is new. */
  readonly changed: string;
  readonly releases: readonly SubgraphRelease[];
  readonly manifests: readonly Manifest[];
}

/**
 * Fields of other agencies that the release would resolve in their place (`@override`), with any answer. The
 * other agency allows it with `@shareable` in its own schema.
 */
export function takenOver({
  after,
  changed,
  releases,
  manifests,
}: Omit<ForeignFieldsCheck, 'before'>): Problem[] {
  const { agencyOf } = createAgencyDirectory(manifests);
  return reachOf(after, changed).overridden.flatMap(({ coordinate, from }): Problem[] => {
    const owner = releases.find(({ subgraph }) => subgraph === from);
    if (owner === undefined || agencyOf(from) === agencyOf(changed)) return [];
    if (!resolvesAlone(owner.schema, coordinate)) return [];
    const message = `${coordinate}: ${changed} overrides the field of ${from}, which belongs to the agency ${agencyOf(from)}; remove @override, or let ${from} publish the field as @shareable first`;
    const place = { subgraph: changed, file: 'schema.graphql', line: null, column: null };
    const fixedBy = agencyOf(changed) ?? null;
    return [{ severity: 'error', code: 'FIELD_TAKEN_OVER', message, ...place, fixedBy }];
  });
}

/**
 * Personal fields of other agencies whose values gateways would send to the release's subgraph, and do not
 * yet. The citizen may have consented to the app, but not to this agency.
 */
export function newlyReceived({
  before,
  after,
  changed,
  manifests,
}: Omit<ForeignFieldsCheck, 'releases'>): AccessChange[] {
  const { agencyOf } = createAgencyDirectory(manifests);
  const agency = agencyOf(changed);
  const { policyIndex } = readableFields(after);
  const known = new Set(before === null ? [] : received(before, changed).map(({ coordinate }) => coordinate));
  return received(after, changed).flatMap(({ coordinate, from, for: element }): AccessChange[] => {
    const [typeName = '', fieldName = ''] = coordinate.split('.');
    const dataClass = policyIndex.classOf(typeName, fieldName) ?? 'C0';
    const isForeign = from.some((subgraph) => agencyOf(subgraph) !== agency);
    if (known.has(coordinate) || !isForeign || dataClass < 'C2') return [];
    const consents = consentScopes(policyIndex, coordinate);
    const callers = [`the agency ${agency}, whose subgraph ${changed} is sent it for ${element}`];
    return [
      {
        ...{ kind: 'gains', coordinate, dataClass, callers, reader: changed },
        ...(consents.length > 0 && { consents }),
      },
    ];
  });
}

/**
 * Breaking changes of types that only other agencies had declared: declaring one too can hide its fields, and
 * remove members of inputs and values of enums, which nobody asked the other agency about.
 */
export function brokenForOthers(
  changes: readonly SchemaChange[],
  {
    before,
    changed,
    manifests,
    cause,
  }: Pick<ForeignFieldsCheck, 'before' | 'changed' | 'manifests'> & { readonly cause: ReleaseCause },
): Problem[] {
  if (before === null) return [];
  const { agencyOf } = createAgencyDirectory(manifests);
  const { ownersOf } = readOwnership(parse(before, { noLocation: true }));
  return changes.flatMap(({ criticality, coordinate, message }): Problem[] => {
    if (criticality !== 'breaking' || coordinate === null) return [];
    const owners = ownersOf(/^\w*/.exec(coordinate)?.[0] ?? '');
    const agencies = [...new Set(owners.map(agencyOf))];
    if (owners.length === 0 || agencies.includes(agencyOf(changed))) return [];
    const advice = `${coordinate} belongs to ${agencies.join(' and ')}; declare it as they do`;
    return [
      {
        ...{ severity: severityFor(cause), code: 'FOREIGN_TYPE_BROKEN', message: `${message}. ${advice}.` },
        ...nowhere,
        fixedBy: agencyOf(changed) ?? null,
      },
    ];
  });
}

function received(sdl: string, subgraph: string) {
  return reachOf(sdl, subgraph).received;
}
