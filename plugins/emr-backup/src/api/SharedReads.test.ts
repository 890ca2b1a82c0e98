import { FakeEmrBackupApi } from '../../dev/FakeEmrBackupApi';
import { sampleFleet } from '../../dev/sampleFleet';
import { SharedReads } from './SharedReads';

const CLINIC = 'clinic:default/lakeside';
const JOB = 'backupjob:default/lakeside-nightly';

function setUp() {
  const backend = new FakeEmrBackupApi(sampleFleet());
  const getClinic = jest.spyOn(backend, 'getClinic');
  return { backend, getClinic, api: new SharedReads(backend) };
}

describe('SharedReads', () => {
  it('asks the backend once for cards that ask the same', async () => {
    const { api, getClinic } = setUp();
    const [one, other] = await Promise.all([
      api.getClinic(CLINIC),
      api.getClinic(CLINIC),
    ]);
    expect(one).toBe(other);
    expect(getClinic).toHaveBeenCalledTimes(1);
    await api.getClinic('clinic:default/maple');
    expect(getClinic).toHaveBeenCalledTimes(2);
  });

  it('asks again after a drill was started', async () => {
    const { api, getClinic } = setUp();
    await api.getClinic(CLINIC);
    await api.startDrill(JOB);
    await api.getClinic(CLINIC);
    expect(getClinic).toHaveBeenCalledTimes(2);
  });

  it('shares a question that takes its time, and its answer for a moment only', async () => {
    jest.useFakeTimers();
    try {
      const { api, getClinic } = setUp();
      let tell = () => {};
      getClinic.mockImplementationOnce(
        () =>
          new Promise((_, reject) => {
            tell = () => reject(new Error('slow'));
          }),
      );
      const early = api.getClinic(CLINIC);
      jest.advanceTimersByTime(10_000);
      const late = api.getClinic(CLINIC);
      tell();
      await expect(early).rejects.toThrow('slow');
      await expect(late).rejects.toThrow('slow');
      expect(getClinic).toHaveBeenCalledTimes(1);

      await api.getClinic(CLINIC);
      jest.advanceTimersByTime(1000);
      await api.getClinic(CLINIC);
      expect(getClinic).toHaveBeenCalledTimes(2);
      jest.advanceTimersByTime(1000);
      await api.getClinic(CLINIC);
      expect(getClinic).toHaveBeenCalledTimes(3);
    } finally {
      jest.useRealTimers();
    }
  });

  it('does not keep a failure', async () => {
    const { api, getClinic } = setUp();
    getClinic.mockRejectedValueOnce(new Error('down'));
    await expect(api.getClinic(CLINIC)).rejects.toThrow('down');
    await expect(api.getClinic(CLINIC)).resolves.toMatchObject({
      clinic: { ref: CLINIC },
    });
  });

  it('never shares the read of one drill', async () => {
    const { api, backend } = setUp();
    const getDrill = jest.spyOn(backend, 'getDrill');
    await api.getDrill('drill-1');
    await api.getDrill('drill-1');
    expect(getDrill).toHaveBeenCalledTimes(2);
  });
});
