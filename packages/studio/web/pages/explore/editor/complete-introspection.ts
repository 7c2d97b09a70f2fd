import { buildClientSchema, executeSync, type IntrospectionQuery, parse } from 'graphql';
import { isRecord } from '../../../session/token.ts';
import { type DescribeField, type PublishedText, wholeSchema } from './whole-schema.ts';

/**
 * Adds to an introspection what the caller may not read, and lets `describe` say so. The editor then
 * completes and explains it, and does not call it unknown.
 * @param query the introspection query
 */
export function completeIntrospection(
  answer: unknown,
  query: string,
  texts: readonly PublishedText[],
  describe: DescribeField,
): unknown {
  if (texts.length === 0 || !isRecord(answer) || !isRecord(answer.data) || !isRecord(answer.data.__schema)) {
    return answer;
  }
  const visible = buildClientSchema(answer.data as unknown as IntrospectionQuery, { assumeValid: true });
  const schema = wholeSchema(visible, texts, describe);
  return { data: executeSync({ schema, document: parse(query) }).data };
}
