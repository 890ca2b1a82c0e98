import { screen } from '@testing-library/react';
import { FakeEmrBackupApi } from '../../dev/FakeEmrBackupApi';
import { setUpPage } from '../../dev/testing/setUpPage';
import { SectionTabs } from './SectionTabs';

describe('SectionTabs', () => {
  it('lead from the clinics to their alarms and the drill plan, and say where one is', async () => {
    window.history.replaceState(null, '', '/emr-backup/plan');
    setUpPage(<SectionTabs />, { api: new FakeEmrBackupApi([]) });
    expect(
      await screen.findByRole('navigation', { name: 'EMR backups' }),
    ).toBeInTheDocument();
    expect(
      screen.getAllByRole('link').map(link => link.getAttribute('href')),
    ).toEqual(['/emr-backup', '/emr-backup/alarms', '/emr-backup/plan']);
    expect(screen.getByRole('link', { current: 'page' })).toHaveTextContent(
      'Drill plan',
    );
    window.history.replaceState(null, '', '/');
  });
});
