import { clientCommand } from './connectCommand';

describe('client commands of a dump', () => {
  it.each([
    ['connect gnumed', 'gnumed'],
    ['connect "we ird"', 'we ird'],
    ['connect - postgres', undefined],
    [`connect -reuse-previous=on "dbname='we ird'"`, 'we ird'],
    [`connect -reuse-previous=on "dbname='it\\'s'"`, "it's"],
    ['connect gnumed gm-dbo', 'gnumed'],
    ['connect gnumed\r', 'gnumed'],
  ])('\\%s chooses a scratch database', (text, database) => {
    expect(clientCommand(text)).toEqual({ action: 'connect', database });
  });

  it.each(['restrict x1', 'unrestrict x1', 'encoding SQL_ASCII'])(
    '\\%s is nothing to us',
    text => {
      expect(clientCommand(text)).toEqual({ action: 'none' });
    },
  );

  it.each([
    '! id',
    '!id',
    'i /etc/passwd',
    'ir file',
    'o |cat',
    'copy t from program id',
    'g |id',
    'gexec',
    'set x `id`',
    'connect db user other.example 5432',
    `connect "dbname='x' host=other.example"`,
    'connect postgresql://other.example/db',
    'connect `id`',
    'setenv PAGER id',
    'encoding `id`',
    'w |id',
    'N',
    '.',
  ])('\\%s is refused', text => {
    expect(clientCommand(text)).toEqual({ action: 'refuse' });
  });
});
