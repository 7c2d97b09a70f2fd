import { anonymousCaller, type Caller } from '../../callers/caller.ts';
import { isRefused } from '../../callers/is-refused.ts';
import type { Entity } from '../../schema/entities.ts';
import type { Operation } from '../../schema/path-operation.ts';
import { guardOf, guardOfType } from '../../schema/read-schema.ts';
import type { TestedServer } from '../../tested-server.ts';

/** An object of the sample, with the gateway's representation. */
export interface KnownEntity {
  readonly entity: Entity;
  readonly representation: Readonly<Record<string, unknown>>;
  /** A caller who may read the key fields. */
  readonly caller: Caller;
}

export const typenames = 'query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }';

export function askTypenames(representations: readonly object[]): Operation {
  return { query: typenames, variables: { r: representations } };
}

/** Entities of the sample that one of its callers, or anybody, may read. */
export function knownEntities(server: TestedServer): readonly KnownEntity[] {
  const { schema, sample } = server;
  return schema.entities.flatMap((entity) => {
    const [key] = sample.keys[entity.type.name] ?? [];
    const caller = readerOf(server, entity);
    if (key === undefined || caller === null) return [];
    return [{ entity, caller, representation: { __typename: entity.type.name, ...key } }];
  });
}

/** The first caller whom the rules of the type and its keys allow. */
export function readerOf({ schema, sample, callerOptions }: TestedServer, entity: Entity): Caller | null {
  const { type, keys } = entity;
  const names = keys.flatMap((key) =>
    key.selections.flatMap((part) => (part.kind === 'Field' ? part.name.value : [])),
  );
  const guards = [
    guardOfType(schema, type.name),
    ...names.map((name) => guardOf(schema, type.name, name)),
  ].flatMap((guard) => guard ?? []);
  const callers = [
    anonymousCaller,
    ...sample.principals.map((principal, at) => ({ principal, words: `principals[${at}]` })),
  ];
  const may = ({ principal }: Caller) =>
    guards.every((guard) => !isRefused(guard, principal, callerOptions.strangerKey));
  return callers.find(may) ?? null;
}

/** `_entities` of an answer, or `null` if it is not a list. */
export function entitiesIn(data: Readonly<Record<string, unknown>> | null | undefined, alias = '_entities') {
  const found = data?.[alias];
  return Array.isArray(found) ? (found as readonly unknown[]) : null;
}

export function typenameOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && '__typename' in value ? value.__typename : null;
}
