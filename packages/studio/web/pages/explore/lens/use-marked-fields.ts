import { useGraphiQL } from '@graphiql/react';
import { useEffect, useState } from 'react';
import { type FieldMarks, type MarkedField, markedFields } from './field-marks.ts';

/** Pause in typing after which the operation is read again. */
const pauseMs = 150;

const classOf = { allowed: 'field-allowed', consent: 'field-consent', closed: 'field-closed' } as const;

/** Marks the fields of the operation in the editor. @returns them, in their order */
export function useMarkedFields(marks: FieldMarks): readonly MarkedField[] {
  const { queryEditor, schema } = useGraphiQL(({ queryEditor, schema }) => ({ queryEditor, schema }));
  const [fields, setFields] = useState<readonly MarkedField[]>([]);
  useEffect(() => {
    if (!queryEditor || !schema) return;
    const decorations = queryEditor.createDecorationsCollection();
    const update = () => {
      const found = markedFields(queryEditor.getValue(), schema, marks);
      // While it does not parse, the marks move with the text.
      if (found === null) return;
      decorations.set(found.map(asDecoration));
      setFields(found);
    };
    let pending: ReturnType<typeof setTimeout>;
    const listener = queryEditor.onDidChangeModelContent(() => {
      clearTimeout(pending);
      pending = setTimeout(update, pauseMs);
    });
    update();
    return () => {
      clearTimeout(pending);
      listener.dispose();
      decorations.clear();
    };
  }, [queryEditor, schema, marks]);
  return fields;
}

function asDecoration({ mark, line, column, length }: MarkedField) {
  return {
    range: { startLineNumber: line, startColumn: column, endLineNumber: line, endColumn: column + length },
    options: { inlineClassName: classOf[mark.kind] },
  };
}
