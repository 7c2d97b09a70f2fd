import type { Principal } from '@civic-graph/policy';
import { keyOf, type Switch } from './switch.ts';
import type { SwitchableFields } from './switchable-fields.ts';

/** The active kill switches, in the fields of one supergraph. */
export interface SwitchedFields {
  /** The switches that turn a field off, for any app. */
  of(coordinate: string): readonly Switch[];
  /** The same, assuming that an object is found by every key that is off. */
  cautious(): SwitchedFields;
}

/** The parts of a supergraph that kill switches need. */
interface SwitchableSupergraph {
  readonly switchable: SwitchableFields;
}

/** The kill switches that this gateway knows; with none active, requests skip them. */
export class Switchboard {
  #inForce: readonly Switch[] = [];
  #lastChange = Number.NEGATIVE_INFINITY;
  #fields = new WeakMap<SwitchableSupergraph, SwitchedFields>();

  get inForce(): readonly Switch[] {
    return this.#inForce;
  }

  /** Time of the last update, in milliseconds of the process's clock. */
  get lastChange(): number {
    return this.#lastChange;
  }

  /**
   * @param inForce all active switches from now on.
   * @returns whether anything changed
   */
  set(inForce: readonly Switch[]): boolean {
    // Another notice is another switch.
    const before = new Set(this.#inForce.map(keyOf));
    if (before.size === inForce.length && inForce.every((each) => before.has(keyOf(each)))) return false;
    this.#inForce = inForce;
    this.#lastChange = performance.now();
    this.#fields = new WeakMap();
    return true;
  }

  /** The same object until something changes; `null` without an active switch. */
  in(served: SwitchableSupergraph): SwitchedFields | null {
    if (this.#inForce.length === 0) return null;
    let fields = this.#fields.get(served);
    if (fields === undefined) {
      fields = switchedFields(this.#inForce, served);
      this.#fields.set(served, fields);
    }
    return fields;
  }
}

function switchedFields(
  inForce: readonly Switch[],
  served: SwitchableSupergraph,
  isCautious = false,
): SwitchedFields {
  const byField = new Map<string, Switch[]>();
  for (const each of inForce) {
    for (const field of served.switchable.offBy(each, isCautious)) {
      byField.set(field, [...(byField.get(field) ?? []), each]);
    }
  }
  let cautious: SwitchedFields | null = null;
  const fields: SwitchedFields = {
    of: (coordinate) => byField.get(coordinate) ?? none,
    cautious() {
      if (isCautious) return fields;
      cautious ??= switchedFields(inForce, served, true);
      return cautious;
    },
  };
  return fields;
}

const none: readonly Switch[] = [];

/** Whether a switch applies to this caller. */
export function isFor({ clientId }: Switch, principal: Principal): boolean {
  return clientId === null || (principal.kind !== 'anonymous' && principal.clientId === clientId);
}
