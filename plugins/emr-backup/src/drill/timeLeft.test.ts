import { sampleDrill, sampleRunning } from '../../dev/sampleStatus';
import { timeLeft } from './timeLeft';

const earlier = sampleDrill().timings;

describe('timeLeft', () => {
  it('adds what the later phases took last time to what this phase still needs', () => {
    const left = timeLeft(sampleRunning(), earlier);
    expect(left?.of).toBe('drill');
    // 41 s for 62 % leave 25.1 s; index 74, verify 22, wipe 1.4.
    expect(left?.seconds).toBeCloseTo(122.5, 1);
  });

  it('speaks of the phase alone when no drill was timed before', () => {
    const left = timeLeft(sampleRunning(), null);
    expect(left?.of).toBe('phase');
    expect(left?.seconds).toBeCloseTo(25.1, 1);
  });

  it('uses what the phase took last time while its share is not known', () => {
    const drill = sampleRunning();
    const phases = drill.phases.map(phase => ({ ...phase, progress: null }));
    expect(timeLeft({ ...drill, phases }, earlier)?.seconds).toBeCloseTo(
      210 - 41 + 97.4,
      1,
    );
  });

  it('guesses nothing without a share and without an earlier drill', () => {
    const drill = sampleRunning();
    const phases = drill.phases.map(phase => ({ ...phase, progress: null }));
    expect(timeLeft({ ...drill, phases }, undefined)).toBeNull();
  });

  it('has nothing to say of a drill that waits or is over', () => {
    const drill = sampleRunning();
    expect(timeLeft({ ...drill, state: 'queued' }, earlier)).toBeNull();
    expect(timeLeft({ ...drill, state: 'finished' }, earlier)).toBeNull();
  });
});
