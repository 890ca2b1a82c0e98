import { screen } from '@testing-library/react';
// eslint-disable-next-line @backstage/no-undeclared-imports -- only this test mounts old-system routes; the plugin itself stays free of the router
import { Route, Routes } from 'react-router-dom';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import {
  catalogApiRef,
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { FakeEmrBackupApi } from '../../dev/FakeEmrBackupApi';
import { sampleCatalog } from '../../dev/sampleCatalog';
import { sampleFleet } from '../../dev/sampleFleet';
import { emrBackupApiRef } from '../api/emrBackupApiRef';
import {
  EmrBackupDrillPage,
  EmrBackupFleetPage,
  EmrBackupMyClinicsCard,
  EntityClinicStandingCard,
} from './extensions';

const MOUNTED = {
  mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
};

async function setUp(element: JSX.Element, path = '/') {
  const clinics = sampleFleet();
  const entities = sampleCatalog(clinics);
  await renderInTestApp(
    <TestApiProvider
      apis={[
        [emrBackupApiRef, new FakeEmrBackupApi(clinics)],
        [catalogApiRef, catalogApiMock({ entities })],
      ]}
    >
      <Routes>
        <Route path={path} element={element} />
        <Route path="/emr-backup" element={<EmrBackupFleetPage />} />
        <Route path="/emr-backup/drills/:id" element={<EmrBackupDrillPage />} />
      </Routes>
    </TestApiProvider>,
    {
      ...MOUNTED,
      routeEntries: [path === '/' ? '/' : path.replace(':id', 'drill-1')],
    },
  );
  return entities;
}

describe('extensions of the old frontend system', () => {
  it('show the fleet page', async () => {
    await setUp(<EmrBackupFleetPage />, '/emr-backup');
    expect(
      await screen.findByText('3 of 8 clinics could be restored today'),
    ).toBeInTheDocument();
  });

  it('show a drill by the id in the address', async () => {
    await setUp(<EmrBackupDrillPage />, '/emr-backup/drills/:id');
    expect(await screen.findByText('Passed')).toBeInTheDocument();
  });

  it('show the widget of the home page', async () => {
    await setUp(<EmrBackupMyClinicsCard />);
    expect(await screen.findByText('My clinics')).toBeInTheDocument();
    expect(
      await screen.findByText(/spec\.owner names you/),
    ).toBeInTheDocument();
  });

  it('show a card on an entity page', async () => {
    const [clinic] = sampleCatalog(sampleFleet()).filter(
      ({ kind }) => kind === 'Clinic',
    );
    await setUp(
      <EntityProvider entity={clinic}>
        <EntityClinicStandingCard />
      </EntityProvider>,
    );
    expect(
      await screen.findByText(/could not be restored from its newest backup/),
    ).toBeInTheDocument();
  });
});
