import { Navigate, Route, Routes } from 'react-router';
import { NotFound } from '../../app/not-found.tsx';
import { useStudio } from '../../app/studio-context.tsx';
import { isCallerKnown } from '../../session/caller.ts';
import { AppPages } from './app/app-pages.tsx';
import { Apps } from './apps/apps.tsx';
import { Register } from './register/register.tsx';
import { Welcome } from './welcome/welcome.tsx';
import './styles/index.css';

/** For developers of partner apps. */
export default function BuildPages() {
  const { caller, state } = useStudio();
  if (!isCallerKnown(state)) return null;
  if (caller.kind !== 'developer') return <Welcome />;
  return (
    <Routes>
      <Route index element={<Navigate to="apps" replace />} />
      <Route path="apps" element={<Apps />} />
      <Route path="register" element={<Register />} />
      <Route path="apps/:clientId/*" element={<AppPages />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}
