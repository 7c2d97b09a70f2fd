import { withPublicClass } from '@civic-graph/testing';
import { type FieldModel, homes, type Model, type ObjectModel } from './model.ts';

const header = `
extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@external", "@provides", "@requires", "@override", "@inaccessible", "@interfaceObject", "@authenticated", "@requiresScopes", "@policy", "@composeDirective"])
  @link(url: "https://civic-graph.example/data-class/v1.0", import: ["@dataClass"])
  @composeDirective(name: "@dataClass")
directive @dataClass(class: DataClass!) on OBJECT | INTERFACE | FIELD_DEFINITION
enum DataClass { C0 C1 C2 C3 C4 }
`;

/** Types of arguments, the same in every subgraph. */
export const inputTypes = `
scalar Json
enum Unit { M KM }
input Filter { at: Int  names: [String!]  unit: Unit = M  inner: Filter }
`;

/** The `schema.graphql` of one subgraph. */
export function writeSdl(model: Model, subgraph: string): string {
  return withPublicClass(`${header}${inputTypes}${writeTypes(model, subgraph)}`);
}

/** The part that is not the same in every subgraph. */
export function writeTypes(model: Model, subgraph: string): string {
  const types = [
    `enum Level { ${model.levels.get(subgraph)!.join(' ')} }`,
    ...[...model.objects.values()].map((object) => writeObject(object, subgraph)),
    ...[...model.interfaces.keys()].map((name) => writeInterface(model, name, subgraph)),
    ...[...model.unions].map(([name, places]) => {
      const members = places.get(subgraph);
      return members ? `union ${name} = ${members.join(' | ')}` : '';
    }),
  ];
  return types.filter(Boolean).join('\n');
}

function writeObject(object: ObjectModel, subgraph: string): string {
  const place = object.places.get(subgraph);
  const fields = [...object.fields.values()].filter((field) => field.places.has(subgraph));
  if (!place || fields.length === 0) return '';
  const interfaces = place.interfaces.length > 0 ? ` implements ${place.interfaces.join(' & ')}` : '';
  const directives = [
    ...(object.kind === 'interfaceObject' ? ['@interfaceObject'] : []),
    ...(object.kind === 'value' && object.places.size > 1 ? ['@shareable'] : []),
    ...place.keys.map(writeKey),
  ];
  const keyFields = place.keys.flatMap((key) => key.fields.match(/\w+/g) ?? []);
  const lines = fields.map((field) => writeField(object, field, subgraph, keyFields));
  return `type ${object.name}${interfaces} ${directives.join(' ')} {\n  ${lines.join('\n  ')}\n}`;
}

function writeKey({ fields, resolvable }: { readonly fields: string; readonly resolvable: boolean }): string {
  return `@key(fields: "${fields}"${resolvable ? '' : ', resolvable: false'})`;
}

function writeField(object: ObjectModel, field: FieldModel, subgraph: string, keyFields: string[]): string {
  const place = field.places.get(subgraph)!;
  const shareable =
    object.kind !== 'value' &&
    place.role === 'resolves' &&
    (homes(field).length > 1 || field.provided) &&
    !keyFields.includes(field.name);
  const directives = [
    shareable && '@shareable',
    place.role === 'external' && '@external',
    place.requires && `@requires(fields: ${JSON.stringify(place.requires)})`,
    place.provides && `@provides(fields: ${JSON.stringify(place.provides)})`,
    place.overrides && `@override(from: "${place.overrides}")`,
    place.role !== 'external' && field.inaccessible && '@inaccessible',
    place.role !== 'external' && field.guard,
  ];
  return [`${field.name}${field.args}: ${place.type ?? field.type}`, ...directives].filter(Boolean).join(' ');
}

function writeInterface(model: Model, name: string, subgraph: string): string {
  const { places, members } = model.interfaces.get(name)!;
  const place = places.get(subgraph);
  if (!place) return '';
  const fieldsOfMember = model.objects.get(members[0]!)!.fields;
  const lines = place.fields.map((field) => {
    const { args, type } = fieldsOfMember.get(field)!;
    return `${field}${args}: ${type}`;
  });
  return `interface ${name} ${place.keys.map(writeKey).join(' ')} {\n  ${lines.join('\n  ')}\n}`;
}
