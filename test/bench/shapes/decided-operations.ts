import { Kind, parse, print, visit } from 'graphql';
import { city } from './city.ts';
import { portal } from './portal.ts';
import { variablesOf } from './shape.ts';

/** An operation to authorize. */
export interface DecidedOperation {
  readonly name: string;
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Number of field selections. */
  readonly fields: number;
}

/** From one notice to four times the query over all agencies. */
export function decidedOperations(): readonly DecidedOperation[] {
  const plain = [...city.queries, ...portal.queries].map((query) => ({
    name: query.name,
    text: query.text,
    variables: variablesOf(query),
  }));
  const large = plain
    .slice(-1)
    .map((last) => ({ ...last, name: 'four times that', text: fourfold(last.text) }));
  return [...plain, ...large].map((operation) => ({ ...operation, fields: countFields(operation.text) }));
}

/** Every root field four times, each under its own alias. */
function fourfold(text: string): string {
  const document = parse(text);
  return print({
    ...document,
    definitions: document.definitions.map((definition) => {
      if (definition.kind !== Kind.OPERATION_DEFINITION) return definition;
      const { selectionSet } = definition;
      const selections = [1, 2, 3, 4].flatMap((time) =>
        selectionSet.selections.map((selection) =>
          selection.kind === Kind.FIELD
            ? { ...selection, alias: { kind: Kind.NAME, value: `${selection.name.value}${time}` } as const }
            : selection,
        ),
      );
      return { ...definition, selectionSet: { ...selectionSet, selections } };
    }),
  });
}

function countFields(text: string): number {
  let count = 0;
  visit(parse(text), {
    Field() {
      count += 1;
    },
  });
  return count;
}
