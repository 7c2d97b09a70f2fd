import { Navigate, Route, Routes } from 'react-router';
import { useTranslations } from 'use-intl';
import { NotFound } from '../../app/not-found.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { Catalogue } from './catalogue/catalogue.tsx';
import { Changelog } from './changelog/changelog.tsx';
import { SchemaMapPage } from './map/map.tsx';

/** The schema for everyone: what exists, who may read it, how it is joined, and what has changed. */
export default function SchemaPages() {
  const t = useTranslations('schema');
  const tabs = [
    { path: 'fields', label: t('catalogue.title') },
    { path: 'map', label: t('map.title') },
    { path: 'changelog', label: t('changelog.title') },
  ];
  return (
    <>
      <Tabs label={t('tabs')} base="schema" tabs={tabs} />
      <Routes>
        <Route index element={<Navigate to="fields" replace />} />
        <Route path="fields" element={<Catalogue />} />
        <Route path="map" element={<SchemaMapPage />} />
        <Route path="changelog" element={<Changelog />} />
        <Route path="*" element={<NotFound />} />
      </Routes>
    </>
  );
}
