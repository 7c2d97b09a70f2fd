import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { useStudio } from '../../../app/studio-context.tsx';
import { CutOff } from '../../../components/cut-off.tsx';
import { DateTime } from '../../../components/date-time.tsx';
import { Loaded } from '../../../components/loaded.tsx';
import { Note } from '../../../components/note.tsx';
import { Page } from '../../../components/page.tsx';
import { RolloutStateBadge } from '../../../components/rollout-state.tsx';
import { VersionCode } from '../../../components/version-code.tsx';
import { Visible } from '../../../components/visible.tsx';
import { languageVariable } from '../../../graph/language-variable.ts';
import { RunStatusDocument, type RunStatusQuery } from '../../../graph/operations.ts';
import { useOperation } from '../../../graph/use-operation.ts';
import { ChainTable } from './chain-table.tsx';
import { GatewayTable } from './gateway-table.tsx';
import { SubgraphTable } from './subgraph-table.tsx';

/** Interval at which the page is loaded again, in milliseconds. */
const everyMs = 15_000;

/** What is in force, and what needs the admin. */
export function Status() {
  const t = useTranslations('run.status');
  const { language } = useStudio();
  const query = useOperation(RunStatusDocument, { language: languageVariable(language) }, { everyMs });
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Loaded query={query}>
        {(data) => (
          <>
            <Attention data={data} />
            {data.rollouts.nodes.map((rollout) => (
              <RolloutInForce key={rollout.sequence} rollout={rollout} />
            ))}
            <h2>{t('records')}</h2>
            <p className="quiet">{t('recordsText')}</p>
            <Visible value={data.accessChains}>{(rows) => <ChainTable rows={rows} />}</Visible>
            <h2>{t('subgraphs')}</h2>
            <SubgraphTable rows={data.subgraphs.nodes} />
            <CutOff list={data.subgraphs} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Attention({ data }: { readonly data: RunStatusQuery }) {
  const t = useTranslations('run.status');
  const { language } = useStudio();
  const { waitingPublishes, profilingAlerts, switches, accessChains } = data;
  const contradicted = accessChains?.filter(({ isContradicted }) => isContradicted) ?? [];
  const items = [
    { key: 'waiting', ...countOf(waitingPublishes), to: 'versions' },
    { key: 'alerts', ...countOf(profilingAlerts), to: 'alerts' },
    { key: 'switches', count: switches.length, hasMore: false, to: 'switches' },
    { key: 'contradicted', count: contradicted.length, hasMore: false, to: 'status' },
  ] as const;
  const open = items.filter(({ count }) => count > 0);
  if (open.length === 0) return <Note tone="good" title={t('nothing')} />;
  return (
    <Note tone="warn" title={t('attention')}>
      <ul>
        {open.map(({ key, count, hasMore, to }) => (
          <li key={key}>
            <Link to={`/${language}/run/${to}`}>{t(key, { count })}</Link>
            {hasMore && ` ${t('counted', { count })}`}
          </li>
        ))}
      </ul>
    </Note>
  );
}

/** @param list its beginning; null where the graph refuses it */
function countOf(list: RunStatusQuery['waitingPublishes']) {
  return { count: list?.nodes.length ?? 0, hasMore: list?.pageInfo.hasNextPage === true };
}

function RolloutInForce({ rollout }: { readonly rollout: RunStatusQuery['rollouts']['nodes'][number] }) {
  const t = useTranslations('run.status');
  const cause = useTranslations('words.rolloutCause');
  return (
    <>
      <h2>{t('inForce')}</h2>
      <dl className="facts">
        <dt>{t('version')}</dt>
        <dd>
          <VersionCode version={rollout.supergraph.version} /> <RolloutStateBadge state={rollout.state} />
        </dd>
        <dt>{t('cause')}</dt>
        <dd>{cause(rollout.cause)}</dd>
        <dt>{t('since')}</dt>
        <dd>
          <DateTime value={rollout.startedAt} />
        </dd>
        <dt>{t('share')}</dt>
        <dd>{rollout.canaryPercent} %</dd>
      </dl>
      <h2>{t('gateways')}</h2>
      <GatewayTable rows={rollout.gateways?.nodes ?? []} />
      {rollout.gateways !== null && <CutOff list={rollout.gateways} />}
    </>
  );
}
