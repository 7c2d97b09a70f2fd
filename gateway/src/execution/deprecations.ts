import type { Sunsets } from '@civic-graph/supergraph/sunset';
import type { Access } from '../admission/authorization/access.ts';

/** A deprecated field that an operation reads. */
export interface Deprecation {
  readonly coordinate: string;
  /** Date (ISO 8601, UTC) from which it may be removed. */
  readonly sunsetOn: string;
  /** What to use instead. */
  readonly reason: string;
}

/** Fields named in one answer; an operation with more is told of the others once these are gone. */
const maxNamed = 20;

/** Collects the deprecated fields among those that an operation reads and the caller may read. */
export class UsedDeprecations {
  readonly #sunsets: Sunsets;
  readonly #found = new Map<string, Deprecation>();

  constructor(sunsets: Sunsets) {
    this.#sunsets = sunsets;
  }

  /** The same access, which notes the fields that are asked for. */
  noting(access: Access): Access {
    if (this.#sunsets.size === 0) return access;
    return {
      refusalOf: (typeName, fieldName) => {
        const refusal = access.refusalOf(typeName, fieldName);
        const coordinate = `${typeName}.${fieldName}`;
        const sunset = refusal === null ? this.#sunsets.get(coordinate) : undefined;
        if (sunset !== undefined) {
          this.#found.set(coordinate, { coordinate, sunsetOn: sunset.on, reason: sunset.reason });
        }
        return refusal;
      },
    };
  }

  /** For `extensions` of each answer; `undefined` where nothing deprecated is read. */
  extension(): { readonly deprecations: readonly Deprecation[] } | undefined {
    if (this.#found.size === 0) return undefined;
    const byDate = [...this.#found.values()].sort((one, other) => (one.sunsetOn < other.sunsetOn ? -1 : 1));
    return { deprecations: byDate.slice(0, maxNamed) };
  }
}
