import { useTranslations } from 'use-intl';
import { CodeBlock } from '../../../components/code-block.tsx';
import { Note } from '../../../components/note.tsx';

interface SecretOnceProps {
  readonly label: string;
  readonly secret: string;
}

/** A client secret, which the platform can show only now. */
export function SecretOnce({ label, secret }: SecretOnceProps) {
  const t = useTranslations('build.registered');
  return (
    <Note tone="warn" title={label}>
      <p>{t('once')}</p>
      <CodeBlock label={label} text={secret} />
    </Note>
  );
}
