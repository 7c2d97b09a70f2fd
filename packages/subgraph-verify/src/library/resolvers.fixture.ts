import { buildSubgraphSchema } from '@apollo/subgraph';
import { decide, type FieldRequirements, type Principal, type Requirement } from '@civic-graph/policy';
import { GraphQLError, type GraphQLResolveInfo, type GraphQLSchema, isObjectType, parse } from 'graphql';
import { readSchema } from '../schema/read-schema.ts';
import type { Entry, Faults } from './faults.fixture.ts';
import { borrower, librarySchema } from './schema.fixture.ts';

export interface Context {
  readonly principal: Principal;
}

type Resolve = (parent: unknown, args: never, context: Context, info: GraphQLResolveInfo) => unknown;

const loan = { id: 'L1', uin: borrower.citizenKey };
const branches: readonly Branch[] = [{ __typename: 'Branch', id: 'west', code: 'W' }];

interface Branch {
  readonly __typename: 'Branch';
  readonly id: string;
  readonly code: string;
}

const { requirements } = readSchema(librarySchema);

type Reference = Readonly<Record<string, unknown>>;

/** The executable schema of the library, with its rules. */
export function librarySchemaWith(faults: Faults): GraphQLSchema {
  const typeDefs = parse(
    faults.has('lacks a field') ? librarySchema.replace('author: Author', '') : librarySchema,
  );
  const schema = buildSubgraphSchema({
    typeDefs,
    resolvers: {
      Query: {
        branch: (_: unknown, { id }: Branch) => branches.find((branch) => branch.id === id) ?? null,
        fails: () => {
          throw faults.has('tells unexpected errors')
            ? coded('BAD_USER_INPUT', 'it broke')
            : new Error('it broke');
        },
        bulk: () => 'x'.repeat(faults.has('answers with 17 MB') ? 17_000_000 : 1_000_000),
        me: (_: unknown, __: unknown, { principal }: Context) =>
          principal.kind === 'citizen' ? { uin: principal.citizenKey } : null,
        overdue: () => [loan],
        ...(faults.has('has a broken _service') && { _service: () => ({ sdl: 'type {' }) }),
      },
      Mutation: { renew: () => loan },
      Branch: { author: () => ({ id: 'lu-xun' }) },
      Citizen: { loans: () => [loan] },
      Loan: { borrower: ({ uin }: typeof loan) => ({ uin }) },
      Subscription: { countdown: {}, loanUpdated: {} },
    } as NonNullable<
      Extract<Parameters<typeof buildSubgraphSchema>[0], { resolvers?: unknown }>['resolvers']
    >,
  });
  const query = schema.getQueryType()?.getFields();
  if (query?._entities) query._entities.resolve = (_, args, __, info) => entities(args, info, faults);
  guard(schema, faults);
  return schema;
}

function entities(
  { representations }: { readonly representations?: Reference[] },
  info: GraphQLResolveInfo,
  faults: Faults,
) {
  if (faults.has('answers one _entities') && info.path.key === 'b') return [];
  const found = (representations ?? []).map((reference) => resolveReference(reference, faults));
  return faults.has('reverses entities') ? found.reverse() : found;
}

function resolveReference(reference: Reference, faults: Faults): unknown {
  const { __typename: type, id, code, uin } = reference;
  if (type === 'Citizen' && typeof uin === 'string') return { __typename: type, uin };
  if (type === 'Author' && typeof id === 'string') return { __typename: type, id };
  const usesCode = !faults.has('ignores the second key');
  const branch = branches.find((each) => each.id === id || (usesCode && each.code === code));
  if (type === 'Branch' && branch !== undefined) return branch;
  if (type === 'Branch' && typeof id === 'string' && faults.has('fails for an unknown entity')) {
    throw new Error('none');
  }
  if (faults.has('tells SQL') && id === undefined && code === undefined) {
    return coded('BAD_USER_INPUT', 'syntax error in SELECT * FROM branch WHERE id =');
  }
  return null;
}

function guard(schema: GraphQLSchema, faults: Faults): void {
  const roots = ['Query', 'Mutation', 'Subscription'];
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('_')) continue;
    for (const field of Object.values(type.getFields())) {
      const rules = requirements.fields.get(type.name)?.get(field.name);
      const resolve = (field.resolve ?? ((parent: Reference) => parent[field.name])) as Resolve;
      field.resolve = (parent, args, context: Context, info) => {
        const isPublicRoot = type.name === 'Query' && !field.name.startsWith('_') && rules === undefined;
        if (isPublicRoot && context.principal.kind === 'anonymous' && faults.has('refuses anonymous reads')) {
          throw coded('FORBIDDEN', 'sign in');
        }
        const resource = roots.includes(type.name)
          ? undefined
          : { citizenKey: (parent as Reference).uin as string };
        if (rules && !allows(rules, context.principal, resource, entryOf(info), faults)) {
          throw coded('FORBIDDEN', refusalText(context.principal, faults));
        }
        return resolve(parent, args as never, context, info);
      };
    }
  }
}

function allows(
  { ofParent, ofResult }: FieldRequirements,
  principal: Principal,
  resource: { readonly citizenKey: string } | undefined,
  entry: Entry,
  faults: Faults,
): boolean {
  if (faults.has('refuses everybody')) return false;
  if (principal.kind === 'anonymous') return faults.has(`ignores authenticated from ${entry}`);
  const kept = ({ authenticated, scopes, policies }: Requirement): Requirement => ({
    authenticated,
    scopes: faults.has(`ignores scopes from ${entry}`) ? null : scopes,
    policies: faults.has(`ignores policies from ${entry}`) ? null : policies,
  });
  return (
    ofParent.every((rule) => decide(kept(rule), principal, resource).allowed) &&
    ofResult.every((rule) => decide(kept(rule), principal).allowed)
  );
}

function entryOf({ operation, path }: GraphQLResolveInfo): Entry {
  let root = path;
  while (root.prev !== undefined) root = root.prev;
  if (operation.operation === 'subscription') return 'subscription';
  return String(root.key) === '_entities' ? 'entities' : 'root';
}

function refusalText(principal: Principal, faults: Faults): string {
  const isTold = faults.has('tells the key') && 'citizenKey' in principal;
  return isTold ? `not open to ${principal.citizenKey}` : 'not open to this caller';
}

function coded(code: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}
