import 'graphiql/setup-workers/vite';
import '../../styles/index.css';
import './styles/index.css';
import { mount } from '../../app/mount.tsx';
import { createEditorStorage } from './editor/storage.ts';
import { Explorer } from './explorer.tsx';

mount(<Explorer storage={createEditorStorage(sessionStorage, localStorage)} />);
