import { useTranslations } from 'use-intl';
import { CodeBlock } from '../../../components/code-block.tsx';
import { Note } from '../../../components/note.tsx';

/** What a person needs to register a passkey; the platform shows it only once. */
export interface Issued {
  readonly account: string;
  readonly code: string | null;
  readonly link: string | null;
}

/** A code or link, and to whom it is given; the region exists before, so that screen readers announce it. */
export function IssuedNote({ issued }: { readonly issued: Issued | null }) {
  const t = useTranslations('accounts');
  return (
    <div aria-live="polite">
      {issued !== null && (
        <Note tone="warn" title={t('issued', { account: issued.account })}>
          {issued.code !== null && (
            <>
              <p>{t('codeText')}</p>
              <CodeBlock label={t('code')} text={issued.code} />
            </>
          )}
          {issued.link !== null && (
            <>
              <p>{t('linkText')}</p>
              <CodeBlock label={t('link')} text={issued.link} />
            </>
          )}
        </Note>
      )}
    </div>
  );
}
