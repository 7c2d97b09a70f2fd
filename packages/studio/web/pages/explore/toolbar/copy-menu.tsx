import { useGraphiQL } from '@graphiql/react';
import { useState } from 'react';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { useTranslations } from 'use-intl';
import { Button } from '../../../components/button.tsx';
import { type ExportFormat, exportFormats, exportRequest } from './export-request.ts';

/** Copies the open tab as a curl line or a program. */
export function CopyMenu() {
  const t = useTranslations('explore.copy');
  const { queryEditor, variableEditor } = useGraphiQL(({ queryEditor, variableEditor }) => ({
    queryEditor,
    variableEditor,
  }));
  const [copied, setCopied] = useState<ExportFormat | null>(null);
  const copy = async (format: ExportFormat) => {
    const request = {
      url: new URL('/graphql', location.href).href,
      query: queryEditor?.getValue() ?? '',
      variables: variableEditor?.getValue() ?? '',
    };
    await navigator.clipboard.writeText(exportRequest(request, format));
    setCopied(format);
  };
  return (
    <>
      <MenuTrigger>
        <Button>{t('label')}</Button>
        <Popover className="menu-popover">
          <Menu className="menu" aria-label={t('label')}>
            {exportFormats.map((format) => (
              <MenuItem key={format} className="menu-item" onAction={() => void copy(format)}>
                {format}
              </MenuItem>
            ))}
          </Menu>
        </Popover>
      </MenuTrigger>
      <output>{copied !== null && t('copied', { format: copied })}</output>
    </>
  );
}
