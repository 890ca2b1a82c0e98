import { screen } from '@testing-library/react';
import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import { renderTestApp } from '@backstage/frontend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { FakeEmrBackupApi } from '../dev/FakeEmrBackupApi';
import { sampleCatalog } from '../dev/sampleCatalog';
import { sampleFleet } from '../dev/sampleFleet';
import { loadedCard } from '../dev/testing/loadedCard';
import plugin, { emrBackupApiRef } from './index';
import alphaPlugin from './alpha';

function renderAt(path: string) {
  const clinics = sampleFleet();
  const backend = createFrontendModule({
    pluginId: 'emr-backup',
    extensions: [
      ApiBlueprint.make({
        params: defineParams =>
          defineParams({
            api: emrBackupApiRef,
            deps: {},
            factory: () => new FakeEmrBackupApi(clinics),
          }),
      }),
    ],
  });
  return renderTestApp({
    features: [catalogPlugin, plugin, backend],
    initialRouteEntries: [path],
    apis: [
      [catalogApiRef, catalogApiMock({ entities: sampleCatalog(clinics) })],
    ],
  });
}

describe('the plugin in an app', () => {
  beforeEach(() => window.history.replaceState(null, '', '/'));

  it('is the same object at the root and under ./alpha', () => {
    expect(alphaPlugin).toBe(plugin);
  });

  it('mounts the fleet page', async () => {
    renderAt('/emr-backup');
    expect(
      await screen.findByText('3 of 8 clinics could be restored today'),
    ).toBeInTheDocument();
  });

  it('mounts the drill page', async () => {
    renderAt('/emr-backup/drills/drill-1');
    expect(
      await screen.findByText(
        'The backup was restored and all 18 checks held.',
      ),
    ).toBeInTheDocument();
  });

  it('adds its cards and its tab to the page of a clinic', async () => {
    renderAt('/catalog/default/clinic/lakeside');
    expect(
      await screen.findByText(/If the server were lost now/),
    ).toBeInTheDocument();
    expect(screen.getByText('Backups')).toBeInTheDocument();
  });

  it('tells the whole story on the tab', async () => {
    renderAt('/catalog/default/clinic/lakeside/backups');
    expect(await loadedCard('Copies')).toHaveTextContent('Montreal');
    expect(await loadedCard('Last verification')).toHaveTextContent('Passed');
  });
});
