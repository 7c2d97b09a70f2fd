import { useTranslations } from 'use-intl';
import { DateTime } from '../../../components/date-time.tsx';
import type { Proposal } from './proposal-page.tsx';

type Comment = Proposal['comments']['nodes'][number];

/** The discussion of a proposal, oldest first. */
export function Comments({ comments }: { readonly comments: readonly Comment[] }) {
  const t = useTranslations('decide.schema');
  const words = useTranslations('words.proposalRole');
  return (
    <section>
      <h2>{t('comments')}</h2>
      {comments.length === 0 && <p>{t('noComments')}</p>}
      {comments.map(({ id, text, writtenAt, authorRole, authorAgency }) => (
        <article key={id} className="panel-card">
          <p className="meta">
            {authorAgency?.name ?? words(authorRole)} · <DateTime value={writtenAt} />
          </p>
          <p className="words">{text}</p>
        </article>
      ))}
    </section>
  );
}
