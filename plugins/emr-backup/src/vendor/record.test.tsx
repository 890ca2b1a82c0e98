import { within } from '@testing-library/react';
import { FakeEmrBackupApi } from '../../dev/FakeEmrBackupApi';
import { sampleFleet } from '../../dev/sampleFleet';
import { loadedCard } from '../../dev/testing/loadedCard';
import { setUpEntity } from '../../dev/testing/setUpEntity';
import { serverCards } from '../entity/serverExtensions';
import { vendorCards } from '../entity/vendorExtensions';

function setUp(ref: string, change?: (api: FakeEmrBackupApi) => void) {
  const clinics = sampleFleet();
  const api = new FakeEmrBackupApi(clinics);
  change?.(api);
  setUpEntity(ref, { api, clinics }, [...vendorCards, ...serverCards]);
}

describe('the success record of a vendor', () => {
  it('counts the drills of the jobs it operates', async () => {
    setUp('vendor:default/infomedic', api => {
      api.operatorRecord = {
        passed: 2,
        failed: 1,
        error: 0,
        worst: [
          {
            job: {
              ref: 'backupjob:default/lakeside-nightly',
              title: 'Lakeside nightly',
            },
            failed: 1,
          },
        ],
      };
    });
    const record = await loadedCard('Success record, 90 days');
    expect(record).toHaveTextContent('Drills of the 2 jobs it operates');
    expect(
      within(record).getByRole('img', {
        name: '2 passed, 1 failed, 0 could not be judged',
      }),
    ).toBeInTheDocument();
    expect(record).toHaveTextContent(/66\.7% of the judged drills passed/);
    expect(
      within(record).getByRole('link', { name: 'Lakeside nightly' }),
    ).toBeInTheDocument();
  });

  it('says that nothing was drilled', async () => {
    setUp('vendor:default/infomedic', api => {
      api.operatorRecord = { passed: 0, failed: 0, error: 0, worst: [] };
    });
    expect(await loadedCard('Success record, 90 days')).toHaveTextContent(
      'No drill of a job it operates has run',
    );
  });

  it('says that it operates nothing', async () => {
    setUp('vendor:default/cloudmed', api => {
      api.operatorRecord.jobs = 0;
    });
    expect(await loadedCard('Success record, 90 days')).toHaveTextContent(
      'It operates no registered backup job.',
    );
  });
});

describe('the system of a server', () => {
  it('tells product, place, supplier and what it needs', async () => {
    setUp('emrserver:default/lakeside-emr');
    const system = await loadedCard('System');
    expect(system).toHaveTextContent(
      /ProductOSCARVersion19\.12Hostingco-locationDatabasemariadb · 10\.5 · oscar_15/,
    );
    expect(system).toHaveTextContent(/Supplied by.*infomedic/i);
    expect(system).toHaveTextContent(/Down when.*lakeside-firewall/);
  });
});
