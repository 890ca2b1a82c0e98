import type { ClinicRow } from '@emr-backup/plugin-emr-backup-common';
import { useRoomFormat } from '../format';
import { NamedLink } from '../marks/EntityLink';
import { PillMark } from '../marks/Pill';
import { STANDING_LOOK } from '../marks/pills';
import { useStandingWords } from '../marks/Told';
import tones from '../marks/tones.module.css';
import { useWords } from '../words';
import styles from './WallTile.module.css';

/** One clinic, readable from the other end of the room. */
export function WallTile({ row }: { row: ClinicRow }) {
  const t = useWords();
  const standingWords = useStandingWords();
  const format = useRoomFormat(row.timezone);
  const { tone, shape } = STANDING_LOOK[row.standing];
  const { ageSeconds } = row.backupAge;
  const note =
    row.standing === 'proven'
      ? row.lastProven &&
        t('wall.restored', { when: format.relative(row.lastProven.at) })
      : row.reasons[0] && standingWords(row.reasons[0]);
  return (
    <li className={`${styles.tile} ${tones[tone]} ${styles[row.standing]}`}>
      <span className={styles.standing}>
        <PillMark shape={shape} />
        {t(`standing.${row.standing}.word`)}
      </span>
      <span className={styles.name}>
        <NamedLink to={row.clinic} bold />
      </span>
      <span className={styles.note}>
        {ageSeconds === null
          ? t('wall.noBackup')
          : t('wall.backup', { age: format.duration(ageSeconds) })}
        {note && ` · ${note}`}
      </span>
    </li>
  );
}
