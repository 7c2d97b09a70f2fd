import {
  type FieldNode,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
} from 'graphql';
import { responseKeyOf } from '../../lib/graphql/response-key.ts';
import { interfaceObjectTypes } from '../interface-object-types.ts';
import type { Path, Plan, PlanNode } from '../plan.ts';
import { PlanError, type Planner } from '../planner.ts';
import { startPlan } from '../validation/follow-plan.ts';
import { resultOf } from '../validation/given-fields.ts';
import { readPlanCheck } from '../validation/plan-check.ts';
import { start } from '../validation/plan-position.ts';
import { suppliedKey } from '../validation/representable.ts';
import { readSelected } from '../validation/selected.ts';
import { isCalled, type Place } from '../validation/supplied-places.ts';
import { entityFetch, rootFetch } from './fetch-text.ts';
import { requiredSelections, underOwnKeys } from './required-selection.ts';
import { type Selector, selectFrom, typename } from './select-from.ts';
import { selectedFields } from './selected-fields.ts';

/** Maximum number of fields in all fetches of a plan. */
const maxFields = 20_000;

/**
 * The last fallback: adds fetches for missing fields one by one, from subgraphs that have them. Its plans
 * pass validation but are slow, because all fetches run in sequence.
 * @param supergraphSdl of a composed supergraph, so that every field can be reached
 */
export function createStepwisePlanner(supergraphSdl: string): Planner {
  const document = parse(supergraphSdl, { noLocation: true });
  const facts = { ...readPlanCheck(document), isInterfaceObject: interfaceObjectTypes(document) };
  return {
    name: 'stepwise',
    plan: async (operation) => {
      const asked = readSelected(operation).operation;
      return new Steps(asked, { ...facts, budget: maxFields }).plan();
    },
  };
}

/** Objects of the answer, and how a plan reaches them. */
interface Spot {
  readonly place: Place;
  readonly path: Path;
}

/** A field wanted on objects of a type, with its selection. */
interface Wanted {
  readonly type: string;
  readonly field: FieldNode;
  readonly beside: readonly FieldNode[];
}

class Steps {
  readonly #operation: OperationDefinitionNode;
  readonly #selector: Selector;
  readonly #steps: PlanNode[] = [];
  readonly #started: ReturnType<typeof startPlan>;
  /** Fields being searched for, because keys form cycles. */
  readonly #sought = new Set<string>();

  constructor(operation: OperationDefinitionNode, selector: Selector) {
    const root = selector.schema.getRootType(operation.operation);
    if (!root) throw new PlanError('The operation has no root type');
    this.#operation = operation;
    this.#selector = selector;
    this.#started = startPlan(root.name, selector);
  }

  plan(): Plan | null {
    const { data } = this.#started;
    this.#satisfy([this.#operation.selectionSet], { place: data, path: [] }, data.types);
    const [first, ...rest] = this.#steps;
    if (first === undefined) return null;
    if (this.#operation.operation !== 'subscription') return { kind: 'sequence', nodes: this.#steps };
    if (first.kind !== 'root') throw new PlanError('The first fetch of a subscription is not its root fetch');
    return {
      kind: 'subscription',
      primary: first,
      rest: rest.length > 0 ? { kind: 'sequence', nodes: rest } : null,
    };
  }

  /** Adds the fetches for a selection on objects of these types, level by level. */
  #satisfy(sets: readonly SelectionSetNode[], spot: Spot, types: Iterable<string>): void {
    const wanted = [...types].flatMap((type) => {
      const fields = selectedFields(sets, type, this.#selector.schema);
      return fields.map((field): Wanted => ({ type, field, beside: fields }));
    });
    for (const one of wanted)
      if (!this.#isThere(one.field, one.type, spot.place)) this.#fetchFromAny(one, spot);
    const below = new Map<string, Wanted[]>();
    for (const one of wanted) {
      if (!one.field.selectionSet) continue;
      const key = responseKeyOf(one.field);
      below.set(key, [...(below.get(key) ?? []), one]);
    }
    for (const [key, ways] of below) this.#satisfyBelow(key, ways, spot);
  }

  #fetchFromAny(wanted: Wanted, spot: Spot): void {
    const { type, field } = wanted;
    let failure: unknown = new PlanError(`No subgraph resolves ${type}.${field.name.value}`);
    for (const subgraph of this.#ownersOf(type, field.name.value)) {
      try {
        this.#fetch(subgraph, wanted, spot);
        return;
      } catch (error) {
        if (!(error instanceof PlanError)) throw error;
        failure = error;
      }
    }
    throw failure;
  }

  /** An object without a key may lack a field of another subgraph, and the path to it. */
  #satisfyBelow(key: string, ways: readonly Wanted[], spot: Spot): void {
    const owners = new Set(ways.flatMap(({ type, field }) => this.#ownersOf(type, field.name.value)));
    const mayRepeat = !isRoot(spot) || this.#operation.operation === 'query';
    let failure: unknown;
    for (const subgraph of [null, ...(mayRepeat ? owners : [])]) {
      try {
        if (subgraph !== null) {
          // Objects of another subgraph may have other types.
          const given = ways.filter(
            ({ type, field }) =>
              this.#ownersOf(type, field.name.value).includes(subgraph) &&
              !isAbstractType(resultOf(type, field.name.value, this.#selector.schema)),
          );
          if (given.length === 0) continue;
          for (const way of given) this.#fetch(subgraph, way, spot);
        }
        const place = spot.place.fields.get(key)?.below;
        if (!place) throw new PlanError(`No fetch of the plan supplies ${key}`);
        const sets = ways.flatMap(({ field }) => field.selectionSet ?? []);
        // For objects of all types: one response key is one place, whatever its parent.
        const below: Spot = { place, path: [...spot.path, { kind: 'field', name: key }] };
        for (const name of this.#interfacesBelow(ways)) this.#addTypenames(name, below);
        this.#satisfy(sets, below, place.types);
        return;
      } catch (error) {
        if (!(error instanceof PlanError)) throw error;
        failure = error;
      }
    }
    throw failure;
  }

  /** Interfaces that some subgraph defines as an `@interfaceObject`: its objects may be of any type. */
  #interfacesBelow(ways: readonly Wanted[]): Set<string> {
    const { schema, subgraphs, isInterfaceObject } = this.#selector;
    const results = ways.map(({ type, field }) => resultOf(type, field.name.value, schema));
    const names = results.filter(isInterfaceType).map(({ name }) => name);
    return new Set(names.filter((name) => subgraphs.some((subgraph) => isInterfaceObject(subgraph, name))));
  }

  /** Fetches the concrete types from a subgraph that has the implementers. */
  #addTypenames(name: string, { place, path }: Spot): void {
    const { subgraphs, isInterfaceObject, keysOf, schema } = this.#selector;
    const [type] = place.types;
    // Nothing implements it.
    if (type === undefined || type === name) return;
    for (const subgraph of subgraphs.filter((each) => !isInterfaceObject(each, name))) {
      for (const key of keysOf(subgraph, name)) {
        const brought = suppliedKey(key, type, { place, position: start }, schema);
        if (brought === null) continue;
        const wanted = { subgraph, type: name, nameThere: name, path, brought, selections: [typename] };
        this.#add(entityFetch(wanted, this.#operation));
        return;
      }
    }
  }

  #isThere(field: FieldNode, type: string, place: Place): boolean {
    const supply = place.fields.get(responseKeyOf(field));
    return supply !== undefined && isCalled(supply, type, field, this.#selector.schema);
  }

  #ownersOf(type: string, field: string): string[] {
    const { subgraphs, fieldOf } = this.#selector;
    return subgraphs.filter((subgraph) => {
      const given = fieldOf(subgraph, type, field);
      return given && !given.isExternal && !given.isExternalKey;
    });
  }

  /** Adds a fetch for a field and for other missing fields that the subgraph has. */
  #fetch(subgraph: string, { field, type, beside: fields }: Wanted, spot: Spot): void {
    const beside = fields.filter((other) => other !== field && !this.#isThere(other, type, spot.place));
    if (isRoot(spot)) {
      const alone = this.#operation.operation === 'query' ? [field, ...beside] : [field];
      const { selections } = selectFrom(subgraph, type, alone, [], this.#selector);
      this.#add(rootFetch(subgraph, selections, this.#operation));
      return;
    }
    const names = [type, ...this.#interfacesSeen(subgraph, type)];
    for (const nameThere of names) {
      for (const key of this.#selector.keysOf(subgraph, nameThere)) {
        const found = this.#bring(key, type, spot, subgraph);
        if (found === null) continue;
        const requires = this.#selector.fieldOf(subgraph, type, field.name.value)?.requires;
        const required = requires && underOwnKeys(requires);
        if (required && !this.#seek(required, type, spot, `${subgraph} ${field.name.value}`)) {
          throw new PlanError(`${type}.${field.name.value} requires itself`);
        }
        const { selections } = selectFrom(subgraph, type, [field, ...beside], [], this.#selector, field);
        this.#add(
          entityFetch(
            {
              subgraph,
              type,
              nameThere,
              path: spot.path,
              brought: [...found, ...(required ? requiredSelections(required) : [])],
              selections,
            },
            this.#operation,
          ),
        );
        return;
      }
    }
    throw new PlanError(`No resolvable key of ${type} reaches ${subgraph}`);
  }

  #interfacesSeen(subgraph: string, type: string): string[] {
    const { schema, isInterfaceObject } = this.#selector;
    const known = schema.getType(type);
    const interfaces = isObjectType(known) || isInterfaceType(known) ? known.getInterfaces() : [];
    return interfaces.map(({ name }) => name).filter((name) => isInterfaceObject(subgraph, name));
  }

  /** The key in the representation's form, fetched if missing; `null` if unreachable. */
  #bring(key: SelectionSetNode, type: string, spot: Spot, subgraph: string) {
    const { schema } = this.#selector;
    const given = { place: spot.place, position: start };
    const there = suppliedKey(key, type, given, schema);
    if (there !== null) return there;
    try {
      return this.#seek(key, type, spot, subgraph) ? suppliedKey(key, type, given, schema) : null;
    } catch (error) {
      if (error instanceof PlanError) return null;
      throw error;
    }
  }

  /** @returns whether the search is new */
  #seek(set: SelectionSetNode, type: string, spot: Spot, purpose: string): boolean {
    const sought = JSON.stringify([purpose, type, spot.path]);
    if (this.#sought.has(sought)) return false;
    this.#sought.add(sought);
    try {
      this.#satisfy([set], spot, [type]);
      return true;
    } finally {
      this.#sought.delete(sought);
    }
  }

  #add(step: PlanNode): void {
    this.#started.take(step);
    this.#steps.push(step);
  }
}

function isRoot({ path }: Spot): boolean {
  return path.length === 0;
}
