import type { FieldBlueprint } from './blueprint.ts';
import { type Draft, pick } from './draft.ts';
import { type FieldModel, homes, namedType, type ObjectModel } from './model.ts';
import { provide } from './provide-field.ts';
import { requireOthers } from './require-fields.ts';

const guards = [
  '@authenticated',
  '@requiresScopes(scopes: [["read"]])',
  '@requiresScopes(scopes: [["a", "b"], ["c"]])',
  '@policy(policies: [["role:auditor"]])',
];

const leaf = /^(String|Int|ID|Boolean|Float|Level|Unit|Json)$/;

/** Adds a federation directive to the field, if it can have one. */
export function twistField(
  draft: Draft,
  object: ObjectModel,
  field: FieldModel,
  blueprint: FieldBlueprint,
): void {
  const detail = blueprint.details[0] ?? 0;
  switch (blueprint.twist % 12) {
    case 1:
    case 2:
    case 8:
    case 9:
      if (object.kind === 'entity' && !field.needed) requireOthers(draft, object, field, blueprint);
      return;
    case 3:
    case 10:
      provide(draft, field, detail);
      return;
    case 4:
      override(object, field, detail);
      return;
    case 5:
      field.inaccessible = true;
      return;
    case 6:
      if (!field.needed && object.kind !== 'root') field.guard = pick(guards, detail);
      return;
    case 7:
      loosen(draft, field, detail);
  }
}

/** `@override`: another subgraph still defines the field, but must not be called for it. */
function override(object: ObjectModel, field: FieldModel, detail: number): void {
  const [home] = homes(field);
  const named = namedType(field.type);
  const others = [...object.places].flatMap(([subgraph, { stub }]) =>
    stub || field.places.has(subgraph) ? [] : [subgraph],
  );
  if (home === undefined || others.length === 0 || homes(field).length > 1 || object.kind === 'value') return;
  if (!leaf.test(named)) return;
  const from = pick(others, detail);
  field.places.set(home, { role: 'resolves', overrides: from });
  field.places.set(from, { role: 'overridden' });
}

/**
 * One subgraph promises less than the others, so the whole graph promises only that. Nothing below the field
 * may fail: under the promise of the others, everything fetched beside it would be lost.
 */
function loosen(draft: Draft, field: FieldModel, detail: number): void {
  const [first] = homes(field);
  if (draft.failures && !leaf.test(namedType(field.type))) return;
  if (first === undefined || homes(field).length < 2 || !field.type.includes('!')) return;
  const promises = [...field.type.matchAll(/!/g)].map(({ index }) => index);
  const at = pick(promises, detail);
  field.places.set(first, {
    role: 'resolves',
    type: `${field.type.slice(0, at)}${field.type.slice(at + 1)}`,
  });
  field.needed = 'certain';
}
