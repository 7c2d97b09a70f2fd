import type { ReactNode } from 'react';
import { useStudio } from '../../../app/studio-context.tsx';
import { useSchemes } from '../editor/schemes.ts';
import { useEditorOptions } from '../editor/use-editor-options.ts';
import { CopyMenu } from './copy-menu.tsx';
import { SampleMenu } from './sample-menu.tsx';
import { TokenCard } from './token-card.tsx';

/** @param children further menus */
export function Toolbar({ children }: { readonly children: ReactNode }) {
  useSchemes();
  useEditorOptions();
  const { session, state } = useStudio();
  return (
    <div className="toolbar">
      <SampleMenu />
      <CopyMenu />
      {children}
      <TokenCard session={session} state={state} />
    </div>
  );
}
