import '@backstage/cli/asset-types';
import { createRoot } from 'react-dom/client';
import { app } from './App';
import '@backstage/ui/css/styles.css';

const container = document.getElementById('root');
if (!container) {
  throw new Error('The page has no element with the id "root"');
}
createRoot(container).render(app.createRoot());
