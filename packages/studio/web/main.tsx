import './styles/index.css';
import { mount } from './app/mount.tsx';
import { Pages } from './app/pages.tsx';

// Links of earlier versions led to the explorer at `/`.
if (location.pathname === '/' && /^#(?:persona|app|check)=/.test(location.hash))
  location.replace(`/explore${location.hash}`);
else mount(<Pages />);
