import { createHash } from 'node:crypto';
import { usageReportingSignature } from '@apollo/utils.usagereporting';
import { type DocumentNode, Kind, type OperationDefinitionNode, separateOperations } from 'graphql';

/**
 * SHA-256 of an operation without literals, aliases and name, since clients may have written personal data
 * into each of them. Operations of the same shape have the same signature.
 */
export function operationSignature(document: DocumentNode, operation: OperationDefinitionNode): string {
  const alone = separateOperations(document)[operation.name?.value ?? ''] ?? document;
  const fragments = alone.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
  const { name: _, ...unnamed } = operation;
  const shape: DocumentNode = { kind: Kind.DOCUMENT, definitions: [unnamed, ...fragments] };
  return createHash('sha256').update(usageReportingSignature(shape, '')).digest('hex');
}
