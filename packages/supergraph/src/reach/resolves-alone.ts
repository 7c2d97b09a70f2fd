import { parse } from 'graphql';
import { federationNames } from '../graphql/federation-names.ts';
import { fieldStanding } from '../graphql/field-standing.ts';
import { directivesNamed, hasFields, typeDeclarations } from '../graphql/type-declarations.ts';

/**
 * Whether a subgraph resolves a field and shares it with nobody. By `@shareable`, its agency lets others
 * resolve it.
 *
 * @param sdl schema of the subgraph
 */
export function resolvesAlone(sdl: string, coordinate: string): boolean {
  const document = parse(sdl, { noLocation: true });
  const [typeName = '', fieldName] = coordinate.split('.');
  const shareable = new Set([federationNames(document)('shareable')]);
  const { isExternal } = fieldStanding(document);
  return (typeDeclarations(document).get(typeName) ?? [])
    .filter(hasFields)
    .some((part) =>
      (part.fields ?? []).some(
        (field) =>
          field.name.value === fieldName &&
          !isExternal(part, field) &&
          directivesNamed(part, shareable).length === 0 &&
          directivesNamed(field, shareable).length === 0,
      ),
    );
}
