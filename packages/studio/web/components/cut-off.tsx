import { useTranslations } from 'use-intl';

interface CutOffProps {
  readonly list: {
    readonly nodes: readonly unknown[];
    readonly pageInfo: { readonly hasNextPage: boolean };
  };
}

/** Says below a list that only its beginning is shown. */
export function CutOff({ list: { nodes, pageInfo } }: CutOffProps) {
  const t = useTranslations('app');
  return pageInfo.hasNextPage ? <p className="quiet">{t('onlyFirst', { count: nodes.length })}</p> : null;
}
