import { screen } from '@testing-library/react';
import { FakeEmrBackupApi } from '../../dev/FakeEmrBackupApi';
import { sampleClinic } from '../../dev/sampleStatus';
import { FRENCH } from '../../dev/testing/frenchPortal';
import { setUpPage } from '../../dev/testing/setUpPage';
import { FleetPage } from './FleetPage';
import { WallPage } from './WallPage';

const ENGLISH = 'The backup is 20 bytes long: an empty gzip.';

function setUp(page: JSX.Element, code = 'hollow') {
  const clinic = sampleClinic({
    name: 'harbour',
    title: 'Harbour Street Clinic',
    standing: 'failing',
  });
  clinic.reasons = [{ code, message: ENGLISH }];
  const clinics = [clinic];
  setUpPage(page, {
    api: new FakeEmrBackupApi(clinics),
    clinics,
    more: [...FRENCH],
  });
}

describe('the fleet to who reads French', () => {
  beforeEach(() => window.history.replaceState(null, '', '/emr-backup'));

  it('says in French why a clinic fails, with the English sentence on hover', async () => {
    setUp(<FleetPage />);
    expect(
      await screen.findByText('La sauvegarde ne contient rien.'),
    ).toHaveAttribute('title', ENGLISH);
  });

  it('says it on the wall', async () => {
    setUp(<WallPage />);
    expect(
      await screen.findByText(/La sauvegarde ne contient rien\./),
    ).toBeInTheDocument();
  });

  it('leaves what nobody has translated in English', async () => {
    setUp(<FleetPage />, 'a-check-of-the-site');
    expect(await screen.findByText(ENGLISH)).toBeInTheDocument();
  });
});
