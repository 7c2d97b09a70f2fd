import { buildASTSchema, type DocumentNode } from 'graphql';
import { fieldDependencies } from './field-dependencies.ts';
import type { ClassFault, PolicyIndex } from './policy-index.ts';

/**
 * Fields of a lower class than the personal fields that they require. The class decides which reads are
 * recorded: a public field could carry another agency's personal data without a trace.
 */
export function computedBelow(
  document: DocumentNode,
  { classOf }: Pick<PolicyIndex, 'classOf'>,
): readonly ClassFault[] {
  const schema = buildASTSchema(document, { assumeValid: true });
  const classAt = (coordinate: string) => {
    const [typeName = '', fieldName = ''] = coordinate.split('.');
    return classOf(typeName, fieldName) ?? 'C0';
  };
  return [...fieldDependencies(document, schema)].flatMap(([coordinate, { required }]): ClassFault[] => {
    const own = classAt(coordinate);
    const [source] = required
      .filter((each) => classAt(each) >= 'C2' && classAt(each) > own)
      .sort((one, other) => (classAt(one) > classAt(other) ? -1 : 1));
    if (source === undefined) return [];
    const needed = classAt(source);
    const message = `${coordinate}: class ${own}, but it requires ${source} of class ${needed}; write class ${needed}`;
    return [{ coordinate, message }];
  });
}
