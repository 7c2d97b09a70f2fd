import {
  classViolation,
  type DataClass,
  PolicyError,
  type Requirement,
  readSchemaPolicies,
  rulesOfLink,
  schemaLinks,
} from '@civic-graph/policy';
import { buildASTSchema, type DocumentNode, isInterfaceType, isObjectType, Kind } from 'graphql';
import { readOwnership } from '../graphql/subgraph-ownership.ts';
import { fieldGuards } from './field-guards.ts';

/** The guards of each field. Built once per supergraph, read for each new operation. */
export interface PolicyIndex {
  /** All requirements that guard `type.field`: see `fieldGuards`. */
  requirementsOf(typeName: string, fieldName: string): readonly Requirement[];
  /** Data class of `type.field`. */
  classOf(typeName: string, fieldName: string): DataClass | undefined;
  /** Subgraphs that resolve `type.field`. */
  ownersOf(typeName: string, fieldName: string): readonly string[];
  /** Coordinates of all fields of object and interface types. */
  readonly coordinates: readonly string[];
}

const none: readonly Requirement[] = [];

/**
 * Builds the index from the full supergraph SDL.
 * @throws PolicyError for a SECURITY feature that is not enforced, a look-alike of an access rule, an unknown
 * policy, or a field whose class is missing or demands more protection.
 */
export function buildPolicyIndex(document: DocumentNode): PolicyIndex {
  const { index, faults } = indexPolicies(document);
  const [fault] = faults;
  if (fault) throw new PolicyError(fault.message, { coordinate: fault.coordinate });
  return index;
}

/** A field whose class is missing or demands more protection. */
export interface ClassFault {
  readonly coordinate: string;
  readonly message: string;
}

/**
 * The index with every fault of a class, for reports. It must be served only without faults.
 * @throws PolicyError for everything else that `buildPolicyIndex` refuses
 */
export function indexPolicies(document: DocumentNode): {
  readonly index: PolicyIndex;
  readonly faults: readonly ClassFault[];
} {
  refuseUnenforcedFeatures(document);
  const policies = readSchemaPolicies(document, 'supergraph');
  const sharedTypes = typesOfSeveralSubgraphs(document);
  const schema = buildASTSchema(document, { assumeValid: true });
  const ownership = readOwnership(document);
  const fields = fieldGuards(document, schema, policies);
  const requirements = new Map<string, readonly Requirement[]>();
  const classes = new Map<string, DataClass>();
  const faults: ClassFault[] = [];
  const roots = new Set([schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]);

  for (const type of Object.values(schema.getTypeMap())) {
    if (!(isObjectType(type) || isInterfaceType(type)) || type.name.startsWith('__')) continue;
    const typeGuards = fields.of(type, '__typename');
    if (typeGuards.length > 0) requirements.set(`${type.name}.__typename`, typeGuards);
    for (const fieldName of Object.keys(type.getFields())) {
      const coordinate = `${type.name}.${fieldName}`;
      const guards = fields.of(type, fieldName);
      if (guards.length > 0) requirements.set(coordinate, guards);
      const ownedByOne = !sharedTypes.has(type.name) && !(isObjectType(type) && roots.has(type));
      const dataClass =
        policies.get(coordinate)?.dataClass ?? (ownedByOne ? policies.get(type.name)?.dataClass : null);
      const fault = dataClass
        ? classViolation(dataClass, guards)
        : 'no data class; write @dataClass(class: …) on the field';
      if (fault !== null) faults.push({ coordinate, message: `${coordinate}: ${fault}` });
      if (dataClass) classes.set(coordinate, dataClass);
    }
  }

  const index: PolicyIndex = {
    requirementsOf: (typeName, fieldName) => requirements.get(`${typeName}.${fieldName}`) ?? none,
    classOf: (typeName, fieldName) => classes.get(`${typeName}.${fieldName}`),
    ownersOf: (typeName, fieldName) => ownership.ownersOf(`${typeName}.${fieldName}`),
    coordinates: [...classes.keys()],
  };
  return { index, faults };
}

function refuseUnenforcedFeatures(document: DocumentNode): void {
  for (const link of schemaLinks(document)) {
    const { purpose, identity, version } = link;
    // The API schema enforces `@inaccessible`, this index the others.
    if (purpose === 'SECURITY' && rulesOfLink(link, 'supergraph').length === 0) {
      const feature = version === null ? identity : `${identity}/${version}`;
      throw new PolicyError(
        `The supergraph requires ${feature}, a SECURITY feature that this gateway does not enforce`,
      );
    }
  }
}

/**
 * Types of several subgraphs. One agency's class on such a type must not cover another's fields, so these
 * fields need their own.
 */
function typesOfSeveralSubgraphs(document: DocumentNode): ReadonlySet<string> {
  const shared = new Set<string>();
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION)
      continue;
    const graphs = new Set<string>();
    for (const directive of definition.directives ?? []) {
      if (directive.name.value !== 'join__type') continue;
      const graph = directive.arguments?.find((argument) => argument.name.value === 'graph')?.value;
      if (graph?.kind === Kind.ENUM) graphs.add(graph.value);
    }
    if (graphs.size > 1) shared.add(definition.name.value);
  }
  return shared;
}
