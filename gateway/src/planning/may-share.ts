import type { EntityInput, Path, PlanNode, Rewrite } from './plan.ts';

/** The keys that a fetch writes into each object at this path. */
interface Write {
  readonly path: readonly string[];
  readonly keys: ReadonlySet<string>;
}

interface Footprint {
  readonly writes: readonly Write[];
  /** Where objects wait for an entity, so that equal ones may be merged. */
  readonly shares: readonly (readonly string[])[];
}

/**
 * Whether execution may merge equal objects at one path. Not with fetches for only some types, nor if a fetch
 * passes through a merged object: one parent's result would overwrite another's.
 */
export function mayShareObjects(plan: PlanNode): boolean {
  return footprint(plan) !== null;
}

/** `null` if objects must stay apart. */
function footprint(node: PlanNode): Footprint | null {
  switch (node.kind) {
    case 'sequence':
      return inOrder(node.nodes.map(footprint));
    case 'parallel':
      return atOnce(node.nodes.map(footprint));
    case 'condition':
      return atOnce(
        [node.whenTrue, node.whenFalse].flatMap((branch) => (branch === null ? [] : [footprint(branch)])),
      );
    case 'root':
      return { writes: [{ path: [], keys: keysOf(node) }], shares: [] };
    case 'entities':
      return atOnce(node.inputs.map(ofInput));
  }
}

function ofInput(input: EntityInput): Footprint | null {
  if (input.paths.some((path) => path.some(({ kind }) => kind === 'types'))) return null;
  const shares = input.paths.map(fieldsOf);
  const keys = keysOf(input);
  const writes = shares.map((path) => ({ path, keys }));
  return isCrossed({ writes, shares }) ? null : { writes, shares };
}

/** Each writes before the next one merges: only objects merged earlier must not be passed through. */
function inOrder(steps: readonly (Footprint | null)[]): Footprint | null {
  const writes: Write[] = [];
  const shares: (readonly string[])[] = [];
  for (const step of steps) {
    if (step === null || isCrossed({ writes: step.writes, shares })) return null;
    writes.push(...step.writes);
    shares.push(...step.shares);
  }
  return { writes, shares };
}

function atOnce(branches: readonly (Footprint | null)[]): Footprint | null {
  const found = branches.filter((branch) => branch !== null);
  if (found.length < branches.length) return null;
  for (const { writes } of found) {
    for (const other of found) {
      // A branch is already checked in its own order.
      if (other.writes !== writes && isCrossed({ writes, shares: other.shares })) return null;
    }
  }
  return {
    writes: found.flatMap(({ writes }) => writes),
    shares: found.flatMap(({ shares }) => shares),
  };
}

function isCrossed({ writes, shares }: Footprint): boolean {
  return writes.some(({ path, keys }) =>
    shares.some((shared) => {
      const next = shared[path.length];
      return next !== undefined && keys.has(next) && path.every((name, at) => shared[at] === name);
    }),
  );
}

function fieldsOf(path: Path): string[] {
  return path.flatMap((segment) => (segment.kind === 'field' ? [segment.name] : []));
}

function keysOf({
  adds,
  outputRewrites,
}: {
  readonly adds: readonly string[];
  readonly outputRewrites: readonly Rewrite[];
}): ReadonlySet<string> {
  const renamed = outputRewrites.flatMap((rewrite) => (rewrite.kind === 'rename' ? [rewrite.to] : []));
  return new Set([...adds, ...renamed]);
}
