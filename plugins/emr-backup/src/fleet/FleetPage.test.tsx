import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  EmrBackupApiError,
  type FleetPage as Fleet,
} from '@emr-backup/plugin-emr-backup-common';
import { FakeEmrBackupApi } from '../../dev/FakeEmrBackupApi';
import { sampleFleet } from '../../dev/sampleFleet';
import { setUpPage } from '../../dev/testing/setUpPage';
import { FleetPage } from './FleetPage';

function setUp(clinics = sampleFleet()) {
  const api = new FakeEmrBackupApi(clinics);
  const getFleet = jest.spyOn(api, 'getFleet');
  return {
    api,
    getFleet,
    render: () => setUpPage(<FleetPage />, { api, clinics }),
  };
}

const table = () => screen.findByRole('grid', { name: 'Clinics, worst first' });
const rowOf = async (clinic: string) =>
  within(await table()).getByRole('row', { name: new RegExp(clinic) });

describe('FleetPage', () => {
  beforeEach(() => window.history.replaceState(null, '', '/emr-backup'));

  it('shows grey lines until the fleet is there', () => {
    const { render, getFleet } = setUp();
    getFleet.mockReturnValue(new Promise<Fleet>(() => {}));
    render();
    expect(screen.getAllByText('Loading').length).toBeGreaterThan(0);
    expect(screen.queryByRole('grid')).not.toBeInTheDocument();
  });

  it('says in one line how many clinics could be restored', async () => {
    setUp().render();
    expect(
      await screen.findByRole('heading', {
        name: '3 of 8 clinics could be restored today',
      }),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/8 clinics · 8 EMR servers · 8 backup jobs/),
    ).toBeInTheDocument();
  });

  it('keeps the order of the backend, worst first', async () => {
    setUp().render();
    const rows = within(await table())
      .getAllByRole('row')
      .slice(1);
    expect(rows).toHaveLength(8);
    expect(rows[0]).toHaveTextContent('Harbour Street Clinic');
    expect(rows[7]).toHaveTextContent('Riverside Women’s Health');
  });

  it.each([
    ['Harbour Street Clinic', 'Failing', '20 bytes long'],
    ['Lakeview Walk-in', 'Overdue', '4 h were promised'],
    ['Bayside Medical', 'Unproven', 'only the vendor’s word'],
    ['Lakeside Family Practice', 'Proven', 'passed, 18 checks'],
  ])('shows %s as %s and says why', async (clinic, word, reason) => {
    setUp().render();
    const row = await rowOf(clinic);
    expect(within(row).getByText(word)).toBeInTheDocument();
    expect(row).toHaveTextContent(reason);
  });

  it('links the clinic and names who answers for it', async () => {
    setUp().render();
    const row = await rowOf('Lakeside Family Practice');
    expect(
      within(row).getByRole('link', { name: 'Lakeside Family Practice' }),
    ).toHaveAttribute('href', '/catalog/default/clinic/lakeside');
    await waitFor(() => expect(row).toHaveTextContent(/it-west|IT West/));
    expect(await rowOf('Bayside')).toHaveTextContent('nobody');
  });

  it('describes the 28 days for those who cannot see them', async () => {
    setUp().render();
    const row = await rowOf('Harbour Street Clinic');
    expect(
      within(row).getByRole('img', {
        name: 'Last 28 days: 25 with a backup, 3 hollow, 0 missed, 0 unknown. Drills: 3 passed, 1 failed, 0 could not be judged.',
      }),
    ).toBeInTheDocument();
  });

  it('filters by a total, keeps that in the address, and lets go again', async () => {
    const { render } = setUp();
    render();
    await table();
    const failing = screen.getByRole('button', { name: /Failing/ });
    await userEvent.click(failing);
    expect(failing).toHaveAttribute('aria-pressed', 'true');
    expect(window.location.search).toBe('?standing=failing');
    await waitFor(async () =>
      expect(within(await table()).getAllByRole('row')).toHaveLength(3),
    );
    await userEvent.click(failing);
    expect(window.location.search).toBe('');
    await waitFor(async () =>
      expect(within(await table()).getAllByRole('row')).toHaveLength(9),
    );
  });

  it('opens the view that the address asks for', async () => {
    window.history.replaceState(null, '', '/emr-backup?hosting=cloud');
    const { render, getFleet } = setUp();
    render();
    expect(await rowOf('Maple Valley')).toBeInTheDocument();
    expect(getFleet).toHaveBeenCalledWith(
      expect.objectContaining({ hosting: 'cloud', offset: 0, limit: 50 }),
    );
    expect(within(await table()).getAllByRole('row')).toHaveLength(2);
  });

  it('searches once the typing pauses, and says when nothing matches', async () => {
    setUp().render();
    await table();
    await userEvent.type(screen.getByRole('searchbox'), 'nowhere');
    expect(await screen.findByText('No clinic matches')).toBeInTheDocument();
    expect(window.location.search).toBe('?search=nowhere');
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear filters' }),
    );
    expect(await rowOf('Lakeside')).toBeInTheDocument();
    expect(window.location.search).toBe('');
  });

  it('asks the backend for the next page', async () => {
    const { render, getFleet, api } = setUp();
    const whole = await api.getFleet();
    getFleet.mockImplementation(async ({ offset = 0 } = {}) => ({
      ...whole,
      items: Number(offset) === 0 ? whole.items : whole.items.slice(0, 2),
      totalItems: 60,
      standings: { failing: 2, overdue: 2, unproven: 1, proven: 55 },
    }));
    render();
    expect(await screen.findByText('1–8 of 60')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: /next/i }));
    expect(await screen.findByText('51–52 of 60')).toBeInTheDocument();
    expect(getFleet).toHaveBeenLastCalledWith(
      expect.objectContaining({ offset: 50 }),
    );
  });

  it('tells how to start when nothing is registered', async () => {
    setUp([]).render();
    expect(
      await screen.findByText('No clinic is registered yet'),
    ).toBeInTheDocument();
    expect(screen.getByLabelText('Example catalog file')).toHaveTextContent(
      'kind: BackupJob',
    );
  });

  it('says which permission is missing', async () => {
    const { render, getFleet } = setUp();
    getFleet.mockRejectedValue(new EmrBackupApiError(403, 'Forbidden'));
    render();
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'emr-backup.read',
    );
  });

  it('says what to do when the backend does not answer, and tries again', async () => {
    const { render, getFleet } = setUp();
    getFleet.mockRejectedValueOnce(new TypeError('Failed to fetch'));
    render();
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /did not answer.*try again/,
    );
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await rowOf('Lakeside')).toBeInTheDocument();
  });
});
