import { useGraphiQL } from '@graphiql/react';
import { useEffect } from 'react';

const options = {
  fontSize: 14,
  wordWrap: 'on',
  // Names and streets are Chinese, so Monaco must not mark their characters as look-alikes.
  unicodeHighlight: { ambiguousCharacters: false },
} as const;

const modelOptions = {
  bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false },
} as const;

/** GraphiQL has no editor options, so they are set on its existing editors. */
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
