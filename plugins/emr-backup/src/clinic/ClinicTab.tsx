import { CopiesCard } from '../status/CopiesCard';
import {
  ClinicAgeCard,
  ClinicDrillsCard,
  ClinicPeopleCard,
  ClinicStandingCard,
  ClinicSystemsCard,
  ClinicVerificationCard,
  OfClinic,
} from './cards';
import styles from './ClinicTab.module.css';

/** The whole story of a clinic's backups on one tab. */
export function ClinicTab() {
  return (
    <div className={styles.tab}>
      <ClinicStandingCard />
      <div className={styles.grid}>
        <div className={styles.stack}>
          <ClinicSystemsCard />
          <ClinicDrillsCard />
        </div>
        <div className={styles.stack}>
          <ClinicPeopleCard />
          <OfClinic title="card.copies">
            {clinic => (
              <CopiesCard
                copies={clinic.jobs.flatMap(job => job.copies)}
                zone={clinic.timezone}
              />
            )}
          </OfClinic>
          <ClinicVerificationCard />
          <ClinicAgeCard />
        </div>
      </div>
    </div>
  );
}
