import { TestApiRegistry } from '@backstage/test-utils';
import { emrBackupApiRef } from '../api/emrBackupApiRef';
import { FakeEmrBackupApi } from '../../dev/FakeEmrBackupApi';
import { startEarly } from './startEarly';

function setUp(address: string) {
  window.history.replaceState(null, '', address);
  const api = new FakeEmrBackupApi([]);
  const getFleet = jest.spyOn(api, 'getFleet');
  const load = jest.fn(async () => {});
  startEarly('/emr-backup', TestApiRegistry.from([emrBackupApiRef, api]), load);
  return { getFleet, load };
}

describe('startEarly', () => {
  afterEach(() => window.history.replaceState(null, '', '/'));

  it('asks what the page will ask when somebody comes straight to it', () => {
    const { getFleet, load } = setUp('/portal/emr-backup?standing=failing');
    expect(load).toHaveBeenCalledTimes(1);
    expect(getFleet).toHaveBeenCalledWith({
      standing: 'failing',
      offset: 0,
      limit: 50,
    });
  });

  it('asks nothing on other pages', () => {
    const { getFleet, load } = setUp('/catalog');
    expect(load).not.toHaveBeenCalled();
    expect(getFleet).not.toHaveBeenCalled();
  });

  it('leaves to the page what depends on who reads it, and the wall', () => {
    const { getFleet, load } = setUp('/emr-backup?mine=true');
    expect(load).toHaveBeenCalledTimes(1);
    expect(getFleet).not.toHaveBeenCalled();
    expect(setUp('/emr-backup?view=wall').getFleet).not.toHaveBeenCalled();
  });

  it('does not fail when nothing can be loaded', async () => {
    window.history.replaceState(null, '', '/emr-backup');
    const load = jest.fn(async () => {
      throw new Error('not there');
    });
    expect(() =>
      startEarly('/emr-backup', TestApiRegistry.from(), load),
    ).not.toThrow();
    await expect(load.mock.results[0].value).rejects.toThrow('not there');
  });
});
