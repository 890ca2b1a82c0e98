import {
  ClinicAgeCard,
  ClinicCopiesCard,
  ClinicDrillsCard,
  ClinicFindingsCard,
  ClinicPeopleCard,
  ClinicStandingCard,
  ClinicSystemsCard,
  ClinicTimesCard,
  ClinicVerificationCard,
} from './cards';
import styles from './ClinicTab.module.css';

/** The whole story of a clinic's backups on one tab. */
export function ClinicTab() {
  return (
    <div className={styles.tab}>
      <ClinicStandingCard />
      <div className={styles.grid}>
        <div className={styles.stack}>
          <ClinicFindingsCard />
          <ClinicSystemsCard />
          <ClinicTimesCard />
          <ClinicDrillsCard />
        </div>
        <div className={styles.stack}>
          <ClinicPeopleCard />
          <ClinicCopiesCard />
          <ClinicVerificationCard />
          <ClinicAgeCard />
        </div>
      </div>
    </div>
  );
}
