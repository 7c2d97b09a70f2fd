import { useTranslations } from 'use-intl';
import type { Fetched, PlanNode, Timing } from './insight.ts';

interface PlanViewProps {
  readonly plan: PlanNode | null;
  readonly timing: Timing | null;
}

/** Which subgraph was called, in which order and for how long. */
export function PlanView({ plan, timing }: PlanViewProps) {
  const t = useTranslations('explore.plan');
  if (plan === null) return <p className="insight-note">{t('none')}</p>;
  return (
    <div className="plan">
      {timing !== null && timing.fetches.length > 0 && <Timeline timing={timing} />}
      <PlanTree node={plan} />
    </div>
  );
}

/** One bar per fetch, from its start to its end; the same as a table for those who do not see it. */
function Timeline({ timing: { totalMs, fetches } }: { readonly timing: Timing }) {
  const t = useTranslations('explore.plan');
  const share = (ms: number) => `${(100 * ms) / totalMs}%`;
  return (
    <table className="fetches">
      <caption>{t('total', { ms: totalMs })}</caption>
      <thead>
        <tr>
          <th scope="col">{t('subgraph')}</th>
          <th scope="col">{t('start')}</th>
          <th scope="col">{t('duration')}</th>
          <th scope="col">{t('entities')}</th>
          <th scope="col">{t('outcome')}</th>
          <th scope="col">{t('when')}</th>
        </tr>
      </thead>
      <tbody>
        {fetches.map((fetched) => (
          <tr key={keyOf(fetched)}>
            <td>{fetched.subgraph}</td>
            <td>{t('ms', { ms: fetched.startMs })}</td>
            <td>{t('ms', { ms: fetched.ms })}</td>
            <td>{fetched.entities}</td>
            <td>{fetched.outcome}</td>
            <td className="span" aria-hidden="true">
              <i style={{ marginLeft: share(fetched.startMs), width: share(fetched.ms) }} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function keyOf({ subgraph, startMs, ms }: Fetched): string {
  return `${subgraph} ${startMs} ${ms}`;
}

function PlanTree({ node }: { readonly node: PlanNode }) {
  const t = useTranslations('explore.plan');
  switch (node.kind) {
    case 'fetch':
      return (
        <details className="plan-fetch">
          <summary>
            {node.entitiesAt.length === 0
              ? t('fetch', { subgraph: node.subgraph })
              : t('fetchEntities', { subgraph: node.subgraph, paths: node.entitiesAt.join(', ') })}
          </summary>
          {node.operation !== null && <pre>{node.operation}</pre>}
        </details>
      );
    case 'condition':
      return (
        <div className="plan-group">
          <span>{t('condition', { variable: node.variable })}</span>
          {[node.whenTrue, node.whenFalse].map(
            (branch, index) => branch && <PlanTree key={index === 0 ? 'true' : 'false'} node={branch} />,
          )}
        </div>
      );
    default:
      return (
        <div className="plan-group">
          <span>{t(node.kind)}</span>
          <ol>
            {node.nodes.map((child, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a plan never changes; equal steps differ only by place
              <li key={index}>
                <PlanTree node={child} />
              </li>
            ))}
          </ol>
        </div>
      );
  }
}
