import type { Tool } from '@modelcontextprotocol/sdk/types.js';
import type { FieldAccess } from '../../admission/explain-access.ts';
import type { ToolDefinition } from './read-tool.ts';

/** The argument that confirms a mutation. Its hyphen keeps it apart from GraphQL variables. */
export const confirmationArgument = 'confirmation-code';

const maxSummary = 2_000;
const maxDenied = 8;

/** The tool as one caller sees it. */
export function describeTool(
  name: string,
  { read, summary, input }: ToolDefinition,
  denied: readonly FieldAccess[],
): Tool {
  const isMutation = read.operation.operation === 'mutation';
  const description = [
    summary.slice(0, maxSummary),
    isMutation ? 'Changes data: a person has to confirm each call.' : '',
    deniedText(denied),
  ];
  return {
    name,
    description: description.filter(Boolean).join('\n'),
    inputSchema: isMutation
      ? { ...input, properties: { ...input.properties, [confirmationArgument]: confirmationSchema } }
      : input,
    annotations: {
      readOnlyHint: !isMutation,
      destructiveHint: isMutation,
      openWorldHint: false,
    },
  };
}

const confirmationSchema = {
  type: 'string',
  description: 'Only after a person has agreed to this call: the code from the answer to the first call.',
};

function deniedText(denied: readonly FieldAccess[]): string {
  if (denied.length === 0) return '';
  const lines = denied.slice(0, maxDenied).map(({ coordinate, remedy }) => `- ${coordinate}: ${remedy}`);
  if (denied.length > maxDenied) lines.push(`- and ${denied.length - maxDenied} more`);
  return ['Fields that are null for this caller:', ...lines].join('\n');
}
