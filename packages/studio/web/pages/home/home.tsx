import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { useStudio } from '../../app/studio-context.tsx';
import { CountOf } from '../../components/count-of.tsx';
import { CutOff } from '../../components/cut-off.tsx';
import { DateTime } from '../../components/date-time.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { GraphNowDocument } from '../../graph/operations.ts';
import { useOperation } from '../../graph/use-operation.ts';

const cards = ['explore', 'schema', 'build', 'decide', 'run'] as const;

/** Tells a visitor what the platform is, and where each kind of user starts. */
export function Home() {
  const t = useTranslations('home');
  const { language } = useStudio();
  return (
    <Page title={t('title')} lead={t('lead')}>
      <ul className="cards">
        {cards.map((card) => (
          <li key={card}>
            <Link to={`/${language}/${card}`} reloadDocument={card === 'explore'}>
              <strong>{t(`cards.${card}.title`)}</strong>
              <span>{t(`cards.${card}.text`)}</span>
            </Link>
          </li>
        ))}
        <li>
          <a href={`/studio/my-data/${language}`}>
            <strong>{t('cards.myData.title')}</strong>
            <span>{t('cards.myData.text')}</span>
          </a>
        </li>
      </ul>
      <Facts />
    </Page>
  );
}

function Facts() {
  const t = useTranslations('home.facts');
  const query = useOperation(GraphNowDocument, {});
  return (
    <section>
      <h2>{t('title')}</h2>
      <Loaded query={query}>
        {({ subgraphs, partnerApps, agencies, rollouts }) => (
          <dl className="facts">
            <dt>{t('agencies')}</dt>
            <dd>
              <CountOf count={agencies.nodes.length} hasMore={agencies.pageInfo.hasNextPage} />
            </dd>
            <dt>{t('subgraphs')}</dt>
            <dd>
              {subgraphs.nodes.map(({ name }) => name).join(', ')}
              <CutOff list={subgraphs} />
            </dd>
            <dt>{t('apps')}</dt>
            <dd>
              <CountOf count={partnerApps.nodes.length} hasMore={partnerApps.pageInfo.hasNextPage} />
            </dd>
            <dt>{t('changed')}</dt>
            <dd>
              {rollouts.nodes[0] === undefined ? (
                t('never')
              ) : (
                <DateTime value={rollouts.nodes[0].startedAt} />
              )}
            </dd>
          </dl>
        )}
      </Loaded>
    </section>
  );
}
