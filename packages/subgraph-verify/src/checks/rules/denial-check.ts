import type { GraphQLObjectType } from 'graphql';
import type { RuleKind } from '../../callers/callers-without.ts';
import { requirementsOf } from '../../callers/is-refused.ts';
import { type Check, doesNotApply, type Finding, notChecked } from '../../check.ts';
import {
  type FieldPath,
  fieldsOf,
  pathsFromEntities,
  pathsFromQuery,
  type TypePaths,
} from '../../schema/field-path.ts';
import { guardOf } from '../../schema/read-schema.ts';
import type { TestedServer } from '../../tested-server.ts';
import { denyAlong } from './deny-along.ts';

interface DenialCheckOptions extends Pick<Check, 'id' | 'holds'> {
  readonly kind: RuleKind;
  /** The entry through which guarded fields are requested. */
  readonly from: 'roots' | 'entities';
}

/** A check that requests each field with a rule, as callers who lack what the rule requires. */
export function denialCheck({ id, holds, kind, from }: DenialCheckOptions): Check {
  return {
    id,
    holds,
    section: 'rules',
    async run(server) {
      const findings: Finding[] = [];
      for (const path of from === 'entities' ? entityPaths(server) : rootPaths(server)) {
        findings.push(...(await denyAlong(server, path, kind)));
      }
      if (from === 'roots') findings.push(...unreached(server, kind));
      const because = `no field with such a rule can be reached from ${from === 'entities' ? '_entities' : 'a root type'}`;
      return findings.length > 0 ? findings : [doesNotApply(because)];
    },
  };
}

function rootPaths({ schema, sample }: TestedServer): readonly FieldPath[] {
  const mutation = schema.schema.getMutationType();
  return [
    ...fieldPaths(pathsFromQuery(schema, sample)),
    // Fields of a mutation's result are skipped, because the mutation would have to run.
    ...(mutation ? ownFields(mutation, { from: 'mutation', steps: [] }) : []),
  ];
}

function entityPaths({ schema, sample }: TestedServer): readonly FieldPath[] {
  return fieldPaths(pathsFromEntities(schema, sample));
}

function fieldPaths(types: TypePaths): readonly FieldPath[] {
  return [...types].flatMap(([type, path]) => ownFields(type, path));
}

function ownFields(type: GraphQLObjectType, { from, steps }: FieldPath): readonly FieldPath[] {
  return fieldsOf(type).map((field) => ({ from, steps: [...steps, { owner: type, field }] }));
}

/** Fields with a rule that only mutations and subscriptions return. */
function unreached(server: TestedServer, kind: RuleKind): readonly Finding[] {
  const { schema, sample } = server;
  const reached = new Set(
    [
      ...[...pathsFromQuery(schema, sample).keys(), ...pathsFromEntities(schema, sample).keys()],
      ...[schema.schema.getMutationType(), schema.schema.getSubscriptionType()],
    ].map((type) => type?.name),
  );
  return [...schema.requirements.fields]
    .filter(([type]) => !reached.has(type))
    .flatMap(([type, guarded]) => [...guarded.keys()].map((field) => [type, field] as const))
    .flatMap(([type, field]) => {
      const guard = guardOf(schema, type, field);
      const hasRule =
        guard !== null &&
        (kind === 'authenticated' || requirementsOf(guard).some((requirement) => requirement[kind] !== null));
      return hasRule ? [notChecked('a query that reaches it: only mutations do', `${type}.${field}`)] : [];
    });
}
