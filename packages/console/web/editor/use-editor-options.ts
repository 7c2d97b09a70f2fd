import { useGraphiQL } from '@graphiql/react';
import { useEffect } from 'react';

const options = {
  fontSize: 14,
  wordWrap: 'on',
  // Names, streets and stops are Chinese: none of their characters is a suspicious look-alike here.
  unicodeHighlight: { ambiguousCharacters: false },
} as const;

const modelOptions = {
  bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false },
} as const;

/** GraphiQL takes no editor options, so they are set on the editors that it has made. */
export function useEditorOptions(): void {
  const { queryEditor, variableEditor, headerEditor, responseEditor } = useGraphiQL(
    ({ queryEditor, variableEditor, headerEditor, responseEditor }) => ({
      queryEditor,
      variableEditor,
      headerEditor,
      responseEditor,
    }),
  );
  useEffect(() => {
    for (const editor of [queryEditor, variableEditor, headerEditor, responseEditor]) {
      editor?.updateOptions(options);
      editor?.getModel()?.updateOptions(modelOptions);
    }
  }, [queryEditor, variableEditor, headerEditor, responseEditor]);
}
