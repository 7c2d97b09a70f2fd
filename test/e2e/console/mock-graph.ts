import { readFileSync } from 'node:fs';
import {
  buildSchema,
  defaultFieldResolver,
  GraphQLError,
  type GraphQLFieldResolver,
  graphql,
  responsePathAsArray,
} from 'graphql';
import { mockData } from './mock-data.ts';
import type { MockClaims } from './mock-personas.ts';

const schema = buildSchema(readFileSync(new URL('mock-schema.graphql', import.meta.url), 'utf8'));

/** Consent that a field needs; the rest of the mock graph is public. */
const consentFor: Readonly<Record<string, string>> = {
  'Query.me': 'identity:basic',
  'Citizen.id': 'identity:basic',
  'Citizen.ageOver': 'identity:basic',
  'Citizen.profile': 'identity:profile',
  'Citizen.notices': 'payments:notices',
  'Citizen.receipts': 'payments:receipts',
  'Mutation.initiatePayment': 'payments:pay',
};

const guarded: GraphQLFieldResolver<unknown, MockClaims | null> = (source, args, claims, info) => {
  const coordinate = `${info.parentType.name}.${info.fieldName}`;
  const scope = consentFor[coordinate];
  if (scope !== undefined && claims === null) {
    throw refusal(coordinate, 'authenticated', [], 'send an access token as Authorization: Bearer.', info);
  }
  if (scope !== undefined && coordinate !== 'Query.me' && !claims?.consent.includes(scope)) {
    const remedy = `the citizen’s consent to ${scope} is needed for this purpose (given at /consents).`;
    throw refusal(coordinate, 'policy', [[`consent:${scope}`]], remedy, info);
  }
  return defaultFieldResolver(source, args, claims, info);
};

function refusal(
  coordinate: string,
  rule: string,
  missing: string[][],
  remedy: string,
  info: Parameters<typeof guarded>[3],
): GraphQLError {
  return new GraphQLError(`Not authorized to access ${coordinate}: ${remedy}`, {
    path: responsePathAsArray(info.path),
    extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE', coordinate, rule, missing, remedy },
  });
}

export function mockAnswer(request: Record<string, unknown>, claims: MockClaims | null) {
  return graphql({
    schema,
    source: String(request.query),
    rootValue: mockData,
    contextValue: claims,
    variableValues: (request.variables ?? {}) as Record<string, unknown>,
    operationName: (request.operationName as string | undefined) ?? null,
    fieldResolver: guarded,
  });
}
