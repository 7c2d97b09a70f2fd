import { useStudio } from '../../../app/studio-context.tsx';
import { useSchemes } from '../editor/schemes.ts';
import { useEditorOptions } from '../editor/use-editor-options.ts';
import { CopyMenu } from './copy-menu.tsx';
import { SampleMenu } from './sample-menu.tsx';
import { TokenCard } from './token-card.tsx';

export function Toolbar() {
  useSchemes();
  useEditorOptions();
  const { session, state } = useStudio();
  return (
    <div className="toolbar">
      <SampleMenu />
      <CopyMenu />
      <TokenCard session={session} state={state} />
    </div>
  );
}
