import { dumpOf, never, ScratchRoom } from './__testUtils__/scratch';

jest.setTimeout(60_000);

const DUMP = `-- MariaDB dump 10.19  Distrib 10.11.6-MariaDB
--
-- Server version	10.5.12-MariaDB
/*!40101 SET NAMES utf8mb4 */;
DROP TABLE IF EXISTS \`demographic\`;
CREATE TABLE \`demographic\` (
  \`demographic_no\` int(10) NOT NULL AUTO_INCREMENT,
  \`last_name\` varchar(30) NOT NULL,
  PRIMARY KEY (\`demographic_no\`),
  KEY \`last_name\` (\`last_name\`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO \`demographic\` VALUES (1,'Tremblay'),(2,'Zoë; -- \\\\! O\\'Brien');
-- Dump completed on 2026-11-22  4:05:25
`;

describe('The engine', () => {
  const room = new ScratchRoom();
  afterAll(() => room.clean());

  it('restores a plain dump into a server of its own and reads it back', async () => {
    const server = await room.boot();
    const result = await server.load(dumpOf(DUMP), { signal: never });
    expect(result).toEqual({
      databases: ['restored'],
      bytes: Buffer.byteLength(DUMP),
      trailer: true,
      takenAt: '2026-11-22T04:05:25',
      sourceVersion: '10.5.12-MariaDB',
      missingDefiners: [],
      namedDatabases: [],
      announced: {
        tables: ['demographic'],
        views: [],
        constraints: 1,
        indexes: 1,
        routines: 0,
        triggers: 0,
      },
      path: expect.stringMatching(/^split/),
    });
    expect(await server.inspect()).toMatchObject({
      tables: [
        {
          database: 'restored',
          name: 'demographic',
          primaryKey: ['demographic_no'],
          indexes: 1,
        },
      ],
      constraints: 1,
    });
    expect(
      await server.query('SELECT * FROM demographic', { database: 'restored' }),
    ).toEqual([
      { demographic_no: 1, last_name: 'Tremblay' },
      { demographic_no: 2, last_name: "Zoë; -- \\! O'Brien" },
    ]);
    expect(server.version).toMatch(/^\d+\.\d+/);
  });
});
