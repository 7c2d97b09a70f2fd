import { type DocumentNode, getOperationAST, type OperationDefinitionNode, parse, TokenKind } from 'graphql';
import type { ReadOperation } from '../../admission/authorization/fields-of-operation.ts';
import type { SafelistedOperation } from '../../admission/safelists/safelist-client.ts';
import { type InputSchema, inputSchema } from './input-schema.ts';

/** The part of a tool that is the same for every caller. */
export interface ToolDefinition {
  readonly read: ReadOperation;
  /** From the operation's comment, else from the schema. */
  readonly summary: string;
  readonly input: InputSchema;
}

/**
 * Reads the definition of a tool from its operation.
 * @param read the text must be valid for the schema
 */
export function readTool(
  { text }: Pick<SafelistedOperation, 'text'>,
  schema: ReadOperation['schema'],
): ToolDefinition {
  const document: DocumentNode = parse(text);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('a safelist entry is not exactly one operation');
  const read = { schema, document, operation };
  return { read, summary: commentAbove(operation) ?? rootDescriptions(read), input: inputSchema(read) };
}

/** The lines of `#` directly before the operation. */
function commentAbove({ loc }: OperationDefinitionNode): string | null {
  const lines: string[] = [];
  let token = loc?.startToken.prev;
  for (; token?.kind === TokenKind.COMMENT; token = token.prev) lines.unshift(token.value.trim());
  const text = lines.join(' ').trim();
  return text === '' ? null : text;
}

/** The schema's description of each root field of the operation. */
function rootDescriptions({ schema, operation }: ReadOperation): string {
  const fields = schema.getRootType(operation.operation)?.getFields() ?? {};
  return operation.selectionSet.selections
    .flatMap((selection) => {
      if (!('name' in selection)) return [];
      const description = fields[selection.name.value]?.description;
      return description ? [`${selection.name.value}: ${description}`] : [];
    })
    .join('\n');
}
