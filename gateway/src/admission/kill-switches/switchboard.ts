import type { Principal } from '@civic-graph/policy';
import type { Switch } from './switch.ts';
import type { SwitchableFields } from './switchable-fields.ts';

/** What is switched off, in the fields of one supergraph. */
export interface SwitchedFields {
  /** The switches that a field is off by, for whichever app. */
  of(coordinate: string): readonly Switch[];
  /** The same, where whatever can be found by a key that is off counts as found by it. */
  cautious(): SwitchedFields;
}

/** The supergraph, as far as kill switches concern it. */
interface SwitchableSupergraph {
  readonly switchable: SwitchableFields;
}

/** What this gateway has heard to be switched off. While nothing is, nobody pays for it. */
export class Switchboard {
  #inForce: readonly Switch[] = [];
  #lastChange = Number.NEGATIVE_INFINITY;
  #fields = new WeakMap<SwitchableSupergraph, SwitchedFields>();

  get inForce(): readonly Switch[] {
    return this.#inForce;
  }

  /** When a change was heard of last, in milliseconds of the process's clock. */
  get lastChange(): number {
    return this.#lastChange;
  }

  /** @param inForce all that is switched off from now on. @returns whether that is a change */
  set(inForce: readonly Switch[]): boolean {
    // A switch never changes: another notice is another switch.
    const before = new Set(this.#inForce.map(({ id }) => id));
    if (before.size === inForce.length && inForce.every(({ id }) => before.has(id))) return false;
    this.#inForce = inForce;
    this.#lastChange = performance.now();
    this.#fields = new WeakMap();
    return true;
  }

  /** The same object until something changes; `null` where nothing is off. */
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

/** Whether a switch is meant for this caller. */
export function isFor({ clientId }: Switch, principal: Principal): boolean {
  return clientId === null || (principal.kind !== 'anonymous' && principal.clientId === clientId);
}
