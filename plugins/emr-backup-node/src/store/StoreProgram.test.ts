import { promises as fs } from 'node:fs';
import { buffer, text } from 'node:stream/consumers';
import { DrillFault } from '../contracts';
import {
  openProgramOutput,
  readProgramLines,
  readProgramText,
  type StoreProgram,
} from './StoreProgram';

const shell = (script: string, more: Partial<StoreProgram> = {}) => ({
  program: 'sh',
  debianPackage: 'dash',
  args: ['-c', script],
  judge: ({ code }: { code: number | null }) =>
    code === 0 ? undefined : new DrillFault('artifact-unreadable', `${code}`),
  ...more,
});

describe('the output of a store program', () => {
  it('comes line by line, characters and last line whole', async () => {
    const lines: string[] = [];
    for await (const line of readProgramLines(
      shell("printf 'une\\ndé'; sleep 0; printf 'jà\\n\\nfin'"),
    ))
      lines.push(line);
    expect(lines).toEqual(['une', 'déjà', '', 'fin']);
  });

  it('fails instead of ending when the program fails late', async () => {
    const stream = await openProgramOutput(shell('echo begun; exit 7'));
    await expect(buffer(stream)).rejects.toMatchObject({
      code: 'artifact-unreadable',
      message: '7',
    });
  });

  it('is refused at once when the program fails before its first byte', async () => {
    await expect(openProgramOutput(shell('exit 3'))).rejects.toMatchObject({
      message: '3',
    });
  });

  it('is empty when the program has nothing to say', async () => {
    expect(await text(await openProgramOutput(shell('true')))).toBe('');
  });

  it('tells the judge the messages and the bytes', async () => {
    const judge = jest.fn();
    await readProgramText(shell('echo 12345; echo oh >&2', { judge }));
    expect(judge).toHaveBeenCalledWith({ code: 0, messages: 'oh\n', bytes: 6 });
  });

  it.each([0, 3] as const)(
    'may depend on a secret at descriptor %i, which nobody else sees',
    async descriptor => {
      const secret = { text: 'hunter2', descriptor };
      const script = `cat <&${descriptor}; tr '\\0' ' ' </proc/$$/cmdline; cat /proc/$$/environ`;
      const said = await readProgramText(shell(script, { secret }));
      expect(said.match(/hunter2/g)).toHaveLength(1);
    },
  );

  it('does not pass our environment on', async () => {
    process.env.EMR_TEST_SECRET = 'hunter2';
    try {
      const env = { OF_ITS_OWN: 'yes' };
      const said = await readProgramText(shell('env', { env }));
      expect(said).toContain('OF_ITS_OWN=yes');
      expect(said).not.toContain('hunter2');
    } finally {
      delete process.env.EMR_TEST_SECRET;
    }
  });

  it('names the Debian package of a program that is not there', async () => {
    const missing = shell('', { program: '/nowhere/borg' });
    for (const action of [openProgramOutput, readProgramText])
      await expect(action(missing)).rejects.toMatchObject({
        code: 'tool-missing',
        message: expect.stringContaining('install the Debian package dash'),
      });
  });

  it('ends with everything the program started', async () => {
    const stream = await openProgramOutput(shell('sleep 600 & echo $!; wait'));
    let said = '';
    for await (const chunk of stream) {
      said += chunk;
      break;
    }
    await new Promise<void>(resolve => {
      if (stream.closed) resolve();
      else stream.once('close', resolve);
    });
    const state = await fs
      .readFile(`/proc/${Number(said)}/stat`, 'latin1')
      .then(
        stat => stat.slice(stat.lastIndexOf(')') + 2)[0],
        () => 'gone',
      );
    // Dead, and perhaps not yet collected by the system.
    expect(['gone', 'X', 'Z']).toContain(state);
  });
});
