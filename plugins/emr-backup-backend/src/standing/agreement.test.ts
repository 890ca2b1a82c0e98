import type { ObservedArtifact } from '../observation';
import { artifact, copy } from '../__testUtils__/facts';
import { agreementOf } from './agreement';

const of = (...artifacts: ObservedArtifact[]) => ({
  ...copy(artifacts[0]),
  recent: artifacts,
});
const named = (
  name: string,
  age: number,
  digests: string[] = [],
  more: Partial<ObservedArtifact> = {},
) => artifact(age, { name, digests, ...more });

const A = 'sha256:aaaa';
const B = 'sha256:bbbb';

describe('two copies of one backup', () => {
  it.each([
    ['same', 'one digest', named('x', 2, [A]), named('x', 2, [A])],
    [
      'same',
      'one digest and two names',
      named('x', 2, [A]),
      named('y', 2, [A]),
    ],
    [
      'same',
      'one of several digests in common',
      named('x', 2, [A, 'md5:cc']),
      named('x', 2, ['md5:cc']),
    ],
    [
      'differs',
      'one name, two digests',
      named('x', 2, [B]),
      named('x', 2, [A]),
    ],
    [
      'differs',
      'one name, two sizes',
      named('x', 2, [], { bytes: 5 }),
      named('x', 2),
    ],
    ['unknown', 'one name and size alone', named('x', 2), named('x', 2)],
    [
      'unknown',
      'digests of different kinds',
      named('x', 2, ['md5:cc']),
      named('x', 2, [A]),
    ],
    [
      'unknown',
      'archives of two repositories that were written apart',
      named('x', 2, ['borg-archive:1']),
      named('x', 2, ['borg-archive:2']),
    ],
    [
      'unknown',
      'one that is still being written',
      named('x', 2, [], { bytes: 5, fingerprint: '' }),
      named('x', 2),
    ],
    ['behind', 'an older one', named('w', 6, [A]), named('x', 2, [B])],
  ])('are %s: %s', (expected, _, newest, drilled) => {
    expect(agreementOf(of(newest), of(drilled))).toBe(expected);
  });

  it('are compared with the one of the same name when the other copy has newer ones', () => {
    const drilled = of(named('x', 2, [A]), named('w', 6, [B]));
    expect(agreementOf(of(named('w', 6, [B])), drilled)).toBe('behind');
    expect(agreementOf(of(named('w', 6, ['sha256:cc'])), drilled)).toBe(
      'differs',
    );
  });

  it('are compared by what the drilled copy has when that one waits for its backup', () => {
    const drilled = of(named('w', 6, [A]));
    const ahead = (digest: string) =>
      of(named('x', 2, [B]), named('w', 6, [digest]));
    expect(agreementOf(ahead(A), drilled)).toBe('same');
    expect(agreementOf(ahead(B), drilled)).toBe('differs');
    expect(agreementOf(of(named('x', 2, [B])), drilled)).toBe('unknown');
  });

  it('are not compared while one holds nothing', () => {
    expect(agreementOf(copy(null), of(named('x', 2)))).toBe('unknown');
    expect(agreementOf(of(named('x', 2)), undefined)).toBe('unknown');
  });
});
