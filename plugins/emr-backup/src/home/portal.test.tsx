import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  ApiBlueprint,
  createFrontendModule,
  identityApiRef,
} from '@backstage/frontend-plugin-api';
import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { FakeEmrBackupApi } from '../../dev/FakeEmrBackupApi';
import { sampleCatalog } from '../../dev/sampleCatalog';
import { sampleFleet } from '../../dev/sampleFleet';
import { setUpPage } from '../../dev/testing/setUpPage';
import { emrBackupApiRef } from '../api/emrBackupApiRef';
import { emrBackupPlugin } from '../plugin';
import { entityOfLocation } from './entityOfLocation';
import { MyClinics } from './MyClinics';
import { SearchItem } from './SearchItem';

const clinics = sampleFleet();
const identity = (...ownershipEntityRefs: string[]) =>
  [
    identityApiRef,
    mockApis.identity({
      userEntityRef: 'user:default/ann',
      ownershipEntityRefs,
    }),
  ] as const;

describe('the home page widget', () => {
  const render = (...groups: string[]) =>
    setUpPage(<MyClinics />, {
      api: new FakeEmrBackupApi(clinics),
      clinics,
      more: [identity('user:default/ann', ...groups)],
    });

  it('names the clinics of the reader’s groups that need somebody, and leads to all of them', async () => {
    render('group:default/it-east');
    expect(
      await screen.findByText('1 of your 3 clinics could be restored today.'),
    ).toBeInTheDocument();
    const worst = within(
      screen.getByRole('list', { name: 'These need you first' }),
    ).getAllByRole('listitem');
    expect(worst.map(item => item.textContent)).toEqual([
      expect.stringMatching(/^OverdueLakeview Walk-in.*4 h were promised/),
      expect.stringMatching(/^OverdueSt Anne Family Health/),
    ]);
    expect(
      screen.getByRole('link', { name: 'Open them in the fleet' }),
    ).toHaveAttribute('href', '/emr-backup?mine=true');
  });

  it('tells who owns no clinic how a clinic becomes theirs', async () => {
    render();
    expect(
      await screen.findByText(/spec\.owner names you/),
    ).toBeInTheDocument();
  });
});

describe('a search result of our kinds', () => {
  it('shows what it is and how it stands', async () => {
    setUpPage(
      <SearchItem
        result={{
          title: 'Harbour Street Clinic',
          text: 'A walk-in clinic',
          location: '/catalog/default/clinic/harbour',
        }}
      />,
      { api: new FakeEmrBackupApi(clinics), clinics },
    );
    expect(await screen.findByText('Failing')).toBeInTheDocument();
    expect(screen.getByText('Clinic · A walk-in clinic')).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Harbour Street Clinic' }),
    ).toHaveAttribute('href', '/catalog/default/clinic/harbour');
  });

  it('knows the entity by the address of its page', () => {
    expect(entityOfLocation('/catalog/Default/BackupJob/a%20b?x=1')).toEqual({
      kind: 'backupjob',
      ref: 'backupjob:default/a b',
    });
  });
});

describe('the menu of an entity page', () => {
  function render(path: string, api = new FakeEmrBackupApi(clinics)) {
    const backend = createFrontendModule({
      pluginId: 'emr-backup',
      extensions: [
        ApiBlueprint.make({
          params: defineParams =>
            defineParams({
              api: emrBackupApiRef,
              deps: {},
              factory: () => api,
            }),
        }),
      ],
    });
    renderTestApp({
      features: [catalogPlugin, emrBackupPlugin, backend],
      initialRouteEntries: [path],
      apis: [
        [catalogApiRef, catalogApiMock({ entities: sampleCatalog(clinics) })],
        [
          permissionApiRef,
          mockApis.permission({ authorize: AuthorizeResult.ALLOW }),
        ],
      ],
    });
    return api;
  }
  const open = async () =>
    userEvent.click(
      await screen.findByRole('button', { name: 'More actions' }),
    );

  it('opens a clinic in the fleet', async () => {
    render('/catalog/default/clinic/lakeside');
    await open();
    expect(
      await screen.findByRole('menuitem', { name: 'Open in EMR backups' }),
    ).toHaveAttribute('href', '/emr-backup?search=Lakeside+Family+Practice');
    expect(
      screen.queryByRole('menuitem', { name: 'Run drill now' }),
    ).not.toBeInTheDocument();
  });

  it('runs a drill of a backup job', async () => {
    const api = render('/catalog/default/backupjob/lakeside-nightly');
    const startDrill = jest.spyOn(api, 'startDrill');
    await open();
    await userEvent.click(
      await screen.findByRole('menuitem', { name: 'Run drill now' }),
    );
    expect(startDrill).toHaveBeenCalledWith(
      'backupjob:default/lakeside-nightly',
    );
    expect(
      await screen.findByText('The drill is on its way.'),
    ).toBeInTheDocument();
    const { id } = await startDrill.mock.results[0].value;
    expect(
      screen.getByRole('link', { name: 'Follow it live' }),
    ).toHaveAttribute('href', `/emr-backup/drills/${id}`);
  });
});
