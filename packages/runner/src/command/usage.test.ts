import { InputError } from '@backstage/errors';
import { isHelp, parseCommandLine } from './usage';

describe('parseCommandLine', () => {
  it('takes several paths as the parts of one chain', () => {
    expect(
      parseCommandLine(['full.enc', 'database.enc', '--key-file', 'k']),
    ).toMatchObject({
      paths: ['full.enc', 'database.enc'],
      keyFile: 'k',
      json: false,
      keep: false,
    });
  });

  it('refuses a command without an artifact', () => {
    expect(() => parseCommandLine(['--json'])).toThrow(InputError);
  });

  it('refuses an option it does not know', () => {
    expect(() => parseCommandLine(['a.sql', '--fast'])).toThrow(
      "unknown option '--fast'",
    );
  });

  it('refuses a key from two places', () => {
    expect(() =>
      parseCommandLine(['a', '--key-file', 'f', '--key-env', 'V']),
    ).toThrow('cannot be used with');
  });

  it('tells the help from a mistake', () => {
    const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
    const thrown = thrownBy(() => parseCommandLine(['--help']));
    write.mockRestore();
    expect(isHelp(thrown)).toBe(true);
    expect(isHelp(thrownBy(() => parseCommandLine(['--fast'])))).toBe(false);
  });
});

function thrownBy(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  return undefined;
}
