import { useGraphiQL, useGraphiQLActions, useMonaco } from '@graphiql/react';
import { useEffect } from 'react';

interface Scheme {
  readonly base: 'vs' | 'vs-dark';
  readonly inherit: boolean;
  readonly rules: { token: string; foreground: string }[];
  readonly colors: Record<string, string>;
}

/** GraphiQL's two color schemes in the colours of the page. */
const schemes: Readonly<Record<string, Scheme>> = {
  'graphiql-LIGHT': scheme('vs', '#0b6e5f', '#ffffff', {
    keyword: '0b6e5f',
    field: '1f3b64',
    argument: '7a4a00',
    type: '6a3fb5',
    text: '9a3412',
    number: '0a5fb4',
    comment: '6f7c8e',
  }),
  'graphiql-DARK': scheme('vs-dark', '#5cd6b6', '#16202c', {
    keyword: '5cd6b6',
    field: 'b9d2f5',
    argument: 'f0c987',
    type: 'c8b0ff',
    text: 'ffb38a',
    number: '8fc7ff',
    comment: '8291a5',
  }),
};

/** Call it inside the GraphiQL provider, because Monaco loads lazily. */
export function useSchemes(): void {
  const monaco = useMonaco((state) => state.monaco);
  const theme = useGraphiQL((state) => state.theme);
  const { setTheme } = useGraphiQLActions();
  useEffect(() => {
    if (monaco === undefined) return;
    for (const [name, data] of Object.entries(schemes)) monaco.editor.defineTheme(name, data);
  }, [monaco]);
  useEffect(() => {
    // GraphiQL reads the system's scheme once, and would leave dark text on a dark page.
    const system = matchMedia('(prefers-color-scheme: dark)');
    const follow = () => setTheme(theme);
    system.addEventListener('change', follow);
    return () => system.removeEventListener('change', follow);
  }, [theme, setTheme]);
}

function scheme(
  base: 'vs' | 'vs-dark',
  accent: string,
  surface: string,
  ink: Record<string, string>,
): Scheme {
  const rule = (token: string, name: string) => ({ token, foreground: ink[name] ?? '' });
  // Monaco's own is white, for a darker background of what is selected.
  const text = `#${ink.field ?? ''}`;
  return {
    base,
    inherit: true,
    rules: [
      rule('keyword.gql', 'keyword'),
      rule('key.identifier.gql', 'field'),
      rule('argument.identifier.gql', 'argument'),
      rule('type.identifier.gql', 'type'),
      rule('string.gql', 'text'),
      rule('number.gql', 'number'),
      rule('comment.gql', 'comment'),
      rule('string.key.json', 'field'),
      rule('string.value.json', 'text'),
      rule('number.json', 'number'),
      rule('keyword.json', 'keyword'),
    ],
    colors: {
      'editor.background': '#00000000',
      'scrollbar.shadow': '#00000000',
      focusBorder: accent,
      highlight: accent,
      'textLink.foreground': accent,
      'textLink.activeForeground': accent,
      'list.highlightForeground': accent,
      'list.focusHighlightForeground': accent,
      'list.hoverBackground': `${accent}19`,
      'editorHoverWidget.background': surface,
      'editorWidget.background': surface,
      'editorSuggestWidget.background': surface,
      'editorSuggestWidget.selectedBackground': `${accent}26`,
      'editorSuggestWidget.selectedForeground': text,
      'editorSuggestWidget.selectedIconForeground': text,
      'quickInput.background': surface,
      'quickInputList.focusBackground': `${accent}26`,
      'quickInputList.focusForeground': text,
      'menu.background': surface,
      'menu.selectionBackground': `${accent}26`,
      'menu.selectionForeground': text,
    },
  };
}
