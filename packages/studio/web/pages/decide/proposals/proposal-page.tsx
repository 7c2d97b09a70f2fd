import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { useTranslations } from 'use-intl';
import { useStudio } from '../../../app/studio-context.tsx';
import { DateTime } from '../../../components/date-time.tsx';
import { LoadedPages } from '../../../components/loaded-pages.tsx';
import { Note } from '../../../components/note.tsx';
import { Outcome } from '../../../components/outcome.tsx';
import { Page } from '../../../components/page.tsx';
import { DecideProposalDocument, type DecideProposalQuery } from '../../../graph/operations.ts';
import { usePages } from '../../../graph/use-pages.ts';
import { useAgency } from '../parts/use-agency.ts';
import { ProposalState } from '../schema/proposals.tsx';
import { CommentForm } from './comment-form.tsx';
import { Comments } from './comments.tsx';
import { ProposalCheck } from './proposal-check.tsx';
import { Verdict } from './verdict.tsx';

export type Proposal = NonNullable<DecideProposalQuery['proposal']>;

/** A schema that somebody proposes: why, what the check says, the discussion and the decision. */
export function ProposalPage() {
  const t = useTranslations('decide.schema');
  const { language } = useStudio();
  const { agency, language: inWords } = useAgency();
  const { id = '' } = useParams();
  const [done, setDone] = useState<string | null>(null);
  const pages = usePages(DecideProposalDocument, { id, language: inWords }, ({ proposal }) =>
    proposal === null ? nothing : proposal.comments,
  );
  const proposal = pages.first?.proposal ?? null;
  return (
    <Page title={proposal?.title ?? t('proposal')}>
      <p className="back">
        <Link to={`/${language}/decide/schema`}>{t('back')}</Link>
      </p>
      <Outcome text={done} />
      <LoadedPages pages={pages}>
        {(comments) =>
          proposal === null ? (
            <Note tone="info" title={t('proposalNotFound')} />
          ) : (
            <>
              <Facts proposal={proposal} />
              <ProposalCheck proposal={proposal} />
              <Comments comments={comments} />
              <CommentForm id={proposal.id} onDone={setDone} />
              {proposal.state === 'OPEN' && proposal.agency?.id === agency && (
                <Verdict proposal={proposal} onDone={setDone} />
              )}
            </>
          )
        }
      </LoadedPages>
    </Page>
  );
}

/** A proposal that does not exist has no comments; the page says that it does not exist. */
const nothing = { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };

function Facts({ proposal }: { readonly proposal: Proposal }) {
  const t = useTranslations('decide.schema');
  const words = useTranslations('words.proposalRole');
  const { subgraph, state, proposedAt, authorRole, authorAgency, description, decision, schema } = proposal;
  return (
    <>
      <dl className="facts panel-card">
        <dt>{t('state')}</dt>
        <dd>
          <ProposalState state={state} /> {t('proposalFor', { subgraph })}
        </dd>
        <dt>{t('from')}</dt>
        <dd>
          {authorAgency?.name ?? words(authorRole)}, <DateTime value={proposedAt} />
        </dd>
        {decision !== null && (
          <>
            <dt>{t('outcome')}</dt>
            <dd>
              {decision.reason} ({decision.isOwn ? t('ownDecision') : words(decision.decidedByRole)},{' '}
              <DateTime value={decision.decidedAt} />)
            </dd>
          </>
        )}
      </dl>
      <h2>{t('description')}</h2>
      <p className="words">{description}</p>
      <details className="panel-card">
        <summary>{t('text')}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long text is scrolled by keyboard */}
        <pre tabIndex={0}>{schema}</pre>
      </details>
    </>
  );
}
