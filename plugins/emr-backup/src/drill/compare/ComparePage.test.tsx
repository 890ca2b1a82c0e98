import { screen, within } from '@testing-library/react';
import type { DrillDetail } from '@emr-backup/plugin-emr-backup-common';
import { FakeEmrBackupApi } from '../../../dev/FakeEmrBackupApi';
import { sampleFleet } from '../../../dev/sampleFleet';
import { sampleOlder } from '../../../dev/sampleOlder';
import { loadedCard } from '../../../dev/testing/loadedCard';
import { setUpPage } from '../../../dev/testing/setUpPage';
import { ComparePage } from './ComparePage';

function setUp(id: string, others: DrillDetail[] = [sampleOlder()]) {
  const api = new FakeEmrBackupApi(sampleFleet());
  others.forEach(drill => api.drills.set(drill.id, drill));
  setUpPage(<ComparePage />, {
    api,
    at: {
      pattern: '/emr-backup/drills/:id/compare',
      path: `/emr-backup/drills/${id}/compare`,
    },
  });
}

async function rowsOf(name: string) {
  const card = within(await loadedCard(name));
  await card.findAllByRole('rowheader');
  return card
    .getAllByRole('row')
    .filter(row => within(row).queryAllByRole('columnheader').length === 0)
    .map(row => row.textContent);
}

describe('ComparePage', () => {
  it('sets a drill beside the one before it', async () => {
    setUp('drill-1');
    expect(await rowsOf('Overview')).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^OutcomePassed.*Passed/),
        expect.stringMatching(/^Tables546545$/),
      ]),
    );
    expect(await rowsOf('Time by phase')).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^Load3.m 30.s3.m\+30.s$/),
        expect.stringMatching(/^Fetch41.s41.ssame$/),
      ]),
    );
    expect(await rowsOf('Rows by table')).toEqual([
      'log4,171,8774,150,201+21,676',
      'demographic8,1238,123',
    ]);
    expect(await rowsOf('Checks that changed')).toEqual([
      expect.stringMatching(/^Newest clinical record.*HeldWarning$/),
    ]);
  });

  it('says what cannot be compared', async () => {
    setUp('drill-1', [
      {
        ...sampleOlder(),
        checkResults: [],
        report: null,
      },
    ]);
    expect(await loadedCard('Rows by table')).toHaveTextContent(
      'One of the two drills counted no rows.',
    );
    expect((await rowsOf('Checks that changed'))[0]).toMatch(
      /Not in this drill$/,
    );
  });

  it('offers the other drills of the job', async () => {
    setUp('drill-1');
    expect(
      await screen.findByRole('button', { name: /Compare with/ }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Back to the drill' }),
    ).toHaveAttribute('href', '/emr-backup/drills/drill-1');
  });

  it('says so when there is no other drill', async () => {
    const drill = { ...sampleOlder(), id: 'only' };
    setUp('only', [
      { ...drill, job: { ref: 'backupjob:default/gone', title: 'Gone' } },
    ]);
    expect(
      await screen.findByText(/There is no earlier drill of this job/),
    ).toBeInTheDocument();
  });
});
