import { lazy, Suspense } from 'react';
import { Route, Routes } from 'react-router';
import { Loading } from '../components/loading.tsx';
import { Home } from '../pages/home/home.tsx';
import { NotFound } from './not-found.tsx';
import { Shell } from './shell.tsx';
import { SignInFailure } from './sign-in-failure.tsx';

const BuildPages = lazy(() => import('../pages/build/build-pages.tsx'));
const DecidePages = lazy(() => import('../pages/decide/decide-pages.tsx'));
const RunPages = lazy(() => import('../pages/run/run-pages.tsx'));
const SchemaPages = lazy(() => import('../pages/schema/schema-pages.tsx'));

/** Every page but the explorer, which is a document of its own. */
export function Pages() {
  return (
    <Shell>
      <SignInFailure />
      <Suspense fallback={<Loading />}>
        <Routes>
          <Route path="/:language">
            <Route index element={<Home />} />
            <Route path="build/*" element={<BuildPages />} />
            <Route path="decide/*" element={<DecidePages />} />
            <Route path="run/*" element={<RunPages />} />
            <Route path="schema/*" element={<SchemaPages />} />
            <Route path="*" element={<NotFound />} />
          </Route>
        </Routes>
      </Suspense>
    </Shell>
  );
}
