import '@fontsource-variable/golos-text';
import './portal.css';
import { createRoot } from 'react-dom/client';
import { present } from '@lapka/shared/base/assert.ts';
import { startTexts } from '../text/i18n.ts';
import { Portal } from './portal.tsx';

await startTexts();

// The link an owner was sent carries its key behind the hash, so that it never reaches a log on the way.
const token = location.hash.slice(1);
createRoot(present(document.querySelector('#root'), 'the root element')).render(<Portal token={token} />);
