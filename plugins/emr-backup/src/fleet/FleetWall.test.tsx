import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeEmrBackupApi } from '../../dev/FakeEmrBackupApi';
import { sampleFleet } from '../../dev/sampleFleet';
import { setUpPage } from '../../dev/testing/setUpPage';
import { FleetPage } from './FleetPage';
import { WallPage } from './WallPage';

function setUp(element = <WallPage />) {
  const clinics = sampleFleet();
  const api = new FakeEmrBackupApi(clinics);
  const getFleet = jest.spyOn(api, 'getFleet');
  setUpPage(element, { api, clinics });
  return { api, getFleet };
}

const tiles = async () =>
  within(
    await screen.findByRole('list', { name: 'Clinics, worst first' }),
  ).findAllByRole('listitem');

describe('the wall', () => {
  beforeEach(() => window.history.replaceState(null, '', '/emr-backup/wall'));
  afterEach(() => jest.useRealTimers());

  it('shows every clinic with its standing in words, worst first', async () => {
    setUp();
    const shown = await tiles();
    expect(shown).toHaveLength(8);
    expect(shown[0]).toHaveTextContent('Failing');
    expect(shown[0]).toHaveTextContent('Harbour Street Clinic');
    expect(shown[7]).toHaveTextContent('Proven');
    expect(screen.getByText(/stores looked at/)).toHaveTextContent(
      /Read \d+ s ago · stores looked at \d minutes? ago/,
    );
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('reads again by itself', async () => {
    jest.useFakeTimers({ advanceTimers: true });
    const { getFleet } = setUp();
    await tiles();
    const before = getFleet.mock.calls.length;
    act(() => jest.advanceTimersByTime(31_000));
    expect(getFleet.mock.calls.length).toBeGreaterThan(before);
  });

  it('says unmistakably that it cannot refresh, and keeps what it has', async () => {
    jest.useFakeTimers({ advanceTimers: true });
    const { getFleet } = setUp();
    await tiles();
    getFleet.mockRejectedValue(new TypeError('Failed to fetch'));
    await act(async () => jest.advanceTimersByTime(31_000));
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('NOT UP TO DATE');
    expect(alert).toHaveTextContent(/was read .* ago, at/);
    expect(await tiles()).toHaveLength(8);
  });

  it('says so too when the backend does not answer at all', async () => {
    jest.useFakeTimers({ advanceTimers: true });
    const { getFleet } = setUp();
    await tiles();
    getFleet.mockReturnValue(new Promise(() => {}));
    await act(async () => jest.advanceTimersByTime(95_000));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'NOT UP TO DATE',
    );
  });

  it('counts the clinics it has no room for', async () => {
    const { api, getFleet } = setUp();
    const whole = await api.getFleet();
    getFleet.mockResolvedValue({ ...whole, totalItems: 200 });
    setUpPage(<WallPage />, { api });
    expect(
      await screen.findByText('and 192 more clinics, none of them worse'),
    ).toBeInTheDocument();
  });

  it('is entered from the fleet page and left with Escape, keeping the filters', async () => {
    window.history.replaceState(null, '', '/emr-backup?region=Ontario');
    setUp(<FleetPage />);
    await userEvent.click(
      await screen.findByRole('radio', { name: 'Wall mode' }),
    );
    expect(await tiles()).toHaveLength(7);
    expect(window.location.search).toBe('?region=Ontario&view=wall');
    await userEvent.keyboard('{Escape}');
    expect(await screen.findByRole('searchbox')).toBeInTheDocument();
    expect(window.location.search).toBe('?region=Ontario');
  });
});
