import { useGraphiQL } from '@graphiql/react';
import { useEffect, useState } from 'react';
import { type FieldMarks, type MarkedField, markedFields } from './field-marks.ts';

/** Pause in typing after which the operation is read again. */
const pauseMs = 150;

const classOf = { allowed: 'field-allowed', consent: 'field-consent', closed: 'field-closed' } as const;

/** Marks the fields of the operation in the editor. @returns them in order; null while they are not known */
export function useMarkedFields(marks: FieldMarks | null): readonly MarkedField[] | null {
  const { queryEditor, schema } = useGraphiQL(({ queryEditor, schema }) => ({ queryEditor, schema }));
  const [fields, setFields] = useState<readonly MarkedField[] | null>(null);
  useEffect(() => {
    if (!queryEditor || !schema || marks === null) return setFields(null);
    const decorations = queryEditor.createDecorationsCollection();
    const update = () => {
      const found = markedFields(queryEditor.getValue(), schema, marks);
      setFields(found);
      decorations.set((found ?? []).map(asDecoration));
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
