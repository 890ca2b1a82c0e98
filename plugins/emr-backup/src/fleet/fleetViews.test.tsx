import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { identityApiRef } from '@backstage/frontend-plugin-api';
import { mockApis } from '@backstage/frontend-test-utils';
import { FakeEmrBackupApi } from '../../dev/FakeEmrBackupApi';
import { sampleFleet } from '../../dev/sampleFleet';
import { setUpPage } from '../../dev/testing/setUpPage';
import { FleetPage } from './FleetPage';

function setUp() {
  const clinics = sampleFleet();
  const api = new FakeEmrBackupApi(clinics);
  const getFleet = jest.spyOn(api, 'getFleet');
  setUpPage(<FleetPage />, {
    api,
    clinics,
    more: [
      [
        identityApiRef,
        mockApis.identity({
          userEntityRef: 'user:default/ann',
          ownershipEntityRefs: ['user:default/ann', 'group:default/it-east'],
        }),
      ],
    ],
  });
  return { api, getFleet };
}

const grid = (name = 'Clinics, worst first') =>
  screen.findByRole('grid', { name });
const choose = async (label: RegExp, option: string) => {
  await userEvent.click(await screen.findByRole('button', { name: label }));
  await userEvent.click(await screen.findByRole('option', { name: option }));
};

describe('views of the fleet', () => {
  beforeEach(() => window.history.replaceState(null, '', '/emr-backup'));

  it('shows the clinics of the reader and of their groups', async () => {
    const { getFleet } = setUp();
    await userEvent.click(
      await screen.findByRole('button', { name: 'My clinics' }),
    );
    await waitFor(async () =>
      expect(within(await grid()).getAllByRole('row')).toHaveLength(4),
    );
    expect(getFleet).toHaveBeenLastCalledWith(
      expect.objectContaining({
        ownedBy: 'user:default/ann,group:default/it-east',
      }),
    );
    expect(window.location.search).toBe('?mine=true');
  });

  it('sorts by days to breach and says when', async () => {
    setUp();
    await choose(/Order/, 'Days to breach');
    const table = await grid('Clinics, who leaves the objectives first');
    expect(
      within(table).getByRole('columnheader', { name: 'Leaves objectives' }),
    ).toBeInTheDocument();
    await waitFor(() =>
      expect(within(table).getAllByRole('row')[1]).toHaveTextContent(
        /Lakeview.*left 5 hours ago/,
      ),
    );
    const rows = within(table).getAllByRole('row');
    expect(rows[8]).toHaveTextContent(/Bayside.*nothing promised/);
    expect(window.location.search).toBe('?sort=breach');
  });

  it('puts clinics under the headings of their groups, with counts', async () => {
    setUp();
    await choose(/Group by/, 'By region');
    const heading = await screen.findByText('British Columbia', {
      selector: 'td *',
    });
    expect(heading.closest('[role="row"]')).toHaveTextContent(
      '1 clinic · 0 failing, 0 overdue, 0 unproven, 1 proven',
    );
    expect(
      screen.getByText('7 clinics', { exact: false, selector: 'table *' }),
    ).toHaveTextContent('2 failing');
    expect(window.location.search).toBe('?group=region');
  });

  it('keeps a view under a name and opens it again', async () => {
    window.history.replaceState(null, '', '/emr-backup?region=Ontario');
    setUp();
    await grid();
    await userEvent.click(screen.getByRole('button', { name: 'Views' }));
    await userEvent.click(
      await screen.findByRole('menuitem', { name: 'Save this view…' }),
    );
    await userEvent.type(
      await screen.findByRole('textbox', { name: 'Name' }),
      'Ontario only{Enter}',
    );
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear filters' }),
    );
    expect(window.location.search).toBe('');

    await userEvent.click(screen.getByRole('button', { name: 'Views' }));
    await userEvent.click(
      await screen.findByRole('menuitem', { name: 'Ontario only' }),
    );
    expect(window.location.search).toBe('?region=Ontario');

    await userEvent.click(screen.getByRole('button', { name: 'Views' }));
    await userEvent.click(
      await screen.findByRole('menuitem', { name: 'Forget “Ontario only”' }),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Views' }));
    expect(
      await screen.findByRole('menuitem', { name: 'No view is saved yet' }),
    ).toBeInTheDocument();
  });

  it('shows all on one screen as lines with a standing, an age and a strip each', async () => {
    setUp();
    await userEvent.click(
      await screen.findByRole('radio', { name: 'All on one screen' }),
    );
    const lines = within(
      await screen.findByRole('list', { name: 'Clinics, worst first' }),
    ).getAllByRole('listitem');
    expect(lines).toHaveLength(8);
    expect(lines[0]).toHaveTextContent(/Failing.*Harbour Street.*1 d 5 h/);
    expect(within(lines[0]).getByRole('img')).toHaveAccessibleName(/28 days/);
  });

  it('exports every clinic that matches, not only the page', async () => {
    const { getFleet } = setUp();
    await grid();
    let text = '';
    const make = jest.fn((blob: Blob) => {
      void blob.text().then(read => {
        text = read;
      });
      return 'blob:clinics';
    });
    Object.assign(URL, { createObjectURL: make, revokeObjectURL: jest.fn() });
    const click = jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(() => {});
    await userEvent.click(screen.getByRole('button', { name: 'Export CSV' }));
    await waitFor(() => expect(click).toHaveBeenCalled());
    await waitFor(() => expect(text).toContain('Lakeside Family Practice'));
    expect(getFleet).toHaveBeenCalledWith(
      expect.objectContaining({ limit: 200, offset: 0 }),
    );
    click.mockRestore();
  });
});
