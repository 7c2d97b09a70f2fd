import { Component, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';

interface Props {
  readonly children: ReactNode;
}

/** Says that the page has failed, in place of an empty window. */
export class ErrorBoundary extends Component<Props, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    return this.state.hasFailed ? <Broken /> : this.props.children;
  }
}

function Broken() {
  const t = useTranslations('app');
  return (
    <div className="page" role="alert">
      <h1>{t('broken.title')}</h1>
      <p>{t('broken.text')}</p>
    </div>
  );
}
