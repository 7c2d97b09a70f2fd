import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { useStudio } from '../../../app/studio-context.tsx';
import { Badge } from '../../../components/badge.tsx';
import { CountOf } from '../../../components/count-of.tsx';
import { Visible } from '../../../components/visible.tsx';

interface QueueItem {
  readonly key: string;
  /** Below `/decide/`. */
  readonly path: string;
  readonly text: string;
  readonly detail: string;
  readonly isUrgent?: boolean;
}

interface QueueProps {
  readonly title: string;
  /** The page with all of them. */
  readonly page: string;
  /** As read; null where the graph refuses it. */
  readonly list: { readonly pageInfo: { readonly hasNextPage: boolean } } | null | undefined;
  readonly items: readonly QueueItem[] | undefined;
}

/** Shown of one kind; the rest is on its page. */
const mostShown = 5;

/** What waits of one kind, with its number. */
export function Queue({ title, page, list, items }: QueueProps) {
  const t = useTranslations('decide.inbox');
  const { language } = useStudio();
  return (
    <section className="queue">
      <h2>
        <Link to={`/${language}/decide/${page}`}>{title}</Link>{' '}
        {items !== undefined && (
          <Badge tone={items.length === 0 ? 'quiet' : 'warn'}>
            <CountOf count={items.length} hasMore={list?.pageInfo.hasNextPage === true} />
          </Badge>
        )}
      </h2>
      <Visible value={items}>
        {(known) =>
          known.length === 0 ? (
            <p className="quiet">{t('none')}</p>
          ) : (
            <ul>
              {known.slice(0, mostShown).map((item) => (
                <li key={item.key}>
                  <Link to={`/${language}/decide/${item.path}`}>{item.text}</Link>
                  <span data-tone={item.isUrgent === true ? 'bad' : undefined}>{item.detail}</span>
                </li>
              ))}
              {known.length > mostShown && (
                <li>
                  <Link to={`/${language}/decide/${page}`}>
                    {t('more', { count: known.length - mostShown })}
                  </Link>
                </li>
              )}
            </ul>
          )
        }
      </Visible>
    </section>
  );
}
