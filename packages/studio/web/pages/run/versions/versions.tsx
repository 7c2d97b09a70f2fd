import { useTranslations } from 'use-intl';
import { ChangeKindBadge } from '../../../components/change-kind.tsx';
import { CutOff } from '../../../components/cut-off.tsx';
import { DateTime } from '../../../components/date-time.tsx';
import { LoadedPages } from '../../../components/loaded-pages.tsx';
import { Page } from '../../../components/page.tsx';
import { ReasonDialog } from '../../../components/reason-dialog.tsx';
import { RolloutStateBadge } from '../../../components/rollout-state.tsx';
import { VersionCode } from '../../../components/version-code.tsx';
import {
  RunRollbackDocument,
  RunRolloutsDocument,
  type RunRolloutsQuery,
} from '../../../graph/operations.ts';
import { problemIn } from '../../../graph/problem-in.ts';
import { useChange } from '../../../graph/use-operation.ts';
import { usePages } from '../../../graph/use-pages.ts';

type Rollout = RunRolloutsQuery['rollouts']['nodes'][number];

/** The history of the supergraph, with what each rollout changed, and rollbacks. */
export function Versions() {
  const t = useTranslations('run.versions');
  const pages = usePages(RunRolloutsDocument, {}, ({ rollouts }) => rollouts);
  return (
    <Page title={t('title')} lead={t('lead')}>
      <LoadedPages pages={pages}>
        {(rollouts) =>
          rollouts.length === 0 ? (
            <p className="empty">{t('empty')}</p>
          ) : (
            <ol className="timeline">
              {rollouts.map((rollout, index) => (
                <li key={rollout.sequence}>
                  <RolloutEntry rollout={rollout} inForce={rollouts[0]} isFirst={index === 0} />
                </li>
              ))}
            </ol>
          )
        }
      </LoadedPages>
    </Page>
  );
}

interface RolloutEntryProps {
  readonly rollout: Rollout;
  readonly inForce: Rollout | undefined;
  readonly isFirst: boolean;
}

function RolloutEntry({ rollout, inForce, isFirst }: RolloutEntryProps) {
  const t = useTranslations('run.versions');
  const cause = useTranslations('words.rolloutCause');
  const { version } = rollout.supergraph;
  const isInForce = isFirst || version === inForce?.supergraph.version;
  return (
    <article>
      <h2>
        {cause(rollout.cause)} <RolloutStateBadge state={rollout.state} />
      </h2>
      <p>
        <DateTime value={rollout.startedAt} /> · <VersionCode version={version} />
        {rollout.startedBy !== null && <> · {t('startedBy', { subject: rollout.startedBy.slice(0, 12) })}</>}
      </p>
      {rollout.reason !== null && <blockquote>{rollout.reason}</blockquote>}
      <Changes rollout={rollout} />
      {!isInForce && <Rollback version={version} />}
    </article>
  );
}

function Changes({ rollout: { changeCount, changes } }: { readonly rollout: Rollout }) {
  const t = useTranslations('run.versions');
  if (changeCount === null) return <p>{t('notCompared')}</p>;
  if (changeCount === 0) return <p>{t('changes', { count: 0 })}</p>;
  return (
    <details>
      <summary>{t('changes', { count: changeCount })}</summary>
      <ul>
        {changes.nodes.map(({ kind, coordinate, message }) => (
          <li key={`${kind} ${coordinate} ${message}`}>
            <ChangeKindBadge kind={kind} /> {message}
          </li>
        ))}
      </ul>
      <CutOff list={changes} />
    </details>
  );
}

function Rollback({ version }: { readonly version: string }) {
  const t = useTranslations('run.versions');
  const rollback = useChange(RunRollbackDocument);
  return (
    <ReasonDialog
      label={t('rollback')}
      kind="danger"
      title={t('rollbackTitle', { version: version.slice(0, 12) })}
      onDecide={async (reason) => problemIn(await rollback.mutateAsync({ input: { version, reason } }))}
    >
      <p>{t('rollbackText')}</p>
    </ReasonDialog>
  );
}
