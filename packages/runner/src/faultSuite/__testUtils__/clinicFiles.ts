import { GNU_HEALTH_HOSPITAL } from './clinics/gnuHealth';
import { GNUMED_CLINIC } from './clinics/gnumed';
import { OPENEMR_CLINIC } from './clinics/openemr';
import { OSCAR_CLINIC } from './clinics/oscar';
import type { Workshop } from './Workshop';

/** Fills the MariaDB source with an OSCAR and leaves `oscar.sql` and `document/` in the shared folder. */
export async function openOscarClinic(workshop: Workshop) {
  await workshop.sh(`
    sql -e 'CREATE DATABASE oscar CHARACTER SET utf8mb4'
    mkdir document
    for n in 1 2 3 4 5 6; do echo "letter $n" > document/2026051209000$n.txt; done`);
  await workshop.feed('sql oscar', OSCAR_CLINIC);
  await workshop.sh('dump oscar > oscar.sql');
}

/**
 * Adds an OpenEMR (`openemr.sql`, `openemr/sites/default/documents/`), keys,
 * and the baselines of both clinics.
 */
export async function openMariadbClinics(workshop: Workshop) {
  await openOscarClinic(workshop);
  await workshop.sh(`
    age-keygen -o age.key 2>/dev/null; age-keygen -y age.key > age.pub
    sql -e 'CREATE DATABASE openemr CHARACTER SET utf8mb4'
    sites=openemr/sites/default/documents
    mkdir -p $sites/logs_and_misc/methods
    echo half-a-key > $sites/logs_and_misc/methods/sevena
    for n in 1 2 3 4 5; do mkdir $sites/$n; echo "report $n" > $sites/$n/report-$n.txt; done`);
  await workshop.feed('sql openemr', OPENEMR_CLINIC);
  const hashes = await Promise.all(
    [1, 2, 3, 4, 5].map(async n => {
      const file = `openemr/sites/default/documents/${n}/report-${n}.txt`;
      const hash = await workshop.digest(file, 'sha3-512');
      return `UPDATE documents SET hash = '${hash}' WHERE id = ${n};`;
    }),
  );
  await workshop.feed('sql openemr', hashes.join('\n'));
  await workshop.sh('dump openemr > openemr.sql');
  await workshop.keepBaseline('oscar.json', '@oscar.sql --profile oscar');
  await workshop.keepBaseline('openemr.json', '@openemr.sql --profile openemr');
}

/** The same for PostgreSQL: `gnumed.sql`, `gnumed.dump`, `health.dump` and `attach/`. */
export async function openPostgresClinics(workshop: Workshop) {
  await workshop.sh(`
    createdb gnumed; createdb health
    mkdir attach
    for n in 1 2 3; do echo "scan $n" > attach/$(printf $n | md5sum | cut -c1-32); done`);
  await workshop.feed('psql -Xq -v ON_ERROR_STOP=1 gnumed', GNUMED_CLINIC);
  await workshop.feed(
    'psql -Xq -v ON_ERROR_STOP=1 health',
    GNU_HEALTH_HOSPITAL,
  );
  await workshop.sh(
    'pg_dump gnumed > gnumed.sql; pg_dump -Fc gnumed > gnumed.dump; pg_dump -Fc health > health.dump',
  );
  await workshop.keepBaseline('gnumed.json', '@gnumed.sql --profile gnumed');
}
