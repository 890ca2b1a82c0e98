import { referencesOf } from './references';

describe('What foreign keys lean on', () => {
  it('is read as mysqldump writes it', () => {
    expect(
      referencesOf(
        'CREATE TABLE `x` (CONSTRAINT `a` FOREIGN KEY (`b`) REFERENCES `one` (`id`) ON DELETE CASCADE,' +
          ' CONSTRAINT `c` FOREIGN KEY (`d`, `e`) REFERENCES `other`.`tw``o, (` (`k`, `l)`))',
      ),
    ).toEqual([
      { table: 'one', columns: ['id'] },
      { table: 'tw`o, (', columns: ['k', 'l)'] },
    ]);
  });

  it.each([
    'ALTER TABLE x ADD FOREIGN KEY (a) REFERENCES y (b)',
    'CREATE TABLE `x` (`a` int REFERENCES `y` (`b`), `c` int references z(d))',
    "CREATE TABLE `x` (`a` int COMMENT 'REFERENCES')",
  ])('is not known when it is written otherwise: %s', statement => {
    expect(referencesOf(statement)).toBeUndefined();
  });
});
