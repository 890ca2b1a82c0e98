import styles from './Meter.module.css';

/** A value against its objective; past the objective it is full and red. */
export function Meter(props: {
  value: number | null;
  objective: number | null;
  label: string;
  wide?: boolean;
}) {
  const { value, objective, label, wide } = props;
  const share = value !== null && objective ? value / objective : null;
  const percent = share === null ? 0 : Math.min(100, share * 100);
  return (
    <span
      className={`${styles.meter} ${wide ? styles.wide : ''}`}
      role="meter"
      aria-label={label}
      aria-valuetext={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(percent)}
    >
      <span
        className={`${styles.fill} ${
          share !== null && share > 1 ? styles.over : ''
        }`}
        style={{ width: `${percent}%` }}
      />
    </span>
  );
}
