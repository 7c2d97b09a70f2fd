import { type DocumentNode, Kind, parse, visit } from 'graphql';

/**
 * Fields with arguments that some `@requires` reads, only by name: an interface's field and its members' must
 * share one key.
 */
export function requiredFieldsWithArguments(supergraph: DocumentNode): ReadonlySet<string> {
  const withArguments = new Set<string>();
  const required = new Set<string>();
  visit(supergraph, {
    FieldDefinition({ name, arguments: taken = [] }) {
      if (taken.length > 0) withArguments.add(name.value);
    },
    Directive({ name, arguments: given = [] }) {
      if (name.value !== 'join__field') return;
      for (const { name: argument, value } of given) {
        if (argument.value !== 'requires' || value.kind !== Kind.STRING || value.value.trim() === '')
          continue;
        visit(parse(`{ ${value.value} }`, { noLocation: true }), {
          Field: (field) => void required.add(field.name.value),
        });
      }
    },
  });
  return new Set([...required].filter((name) => withArguments.has(name)));
}
