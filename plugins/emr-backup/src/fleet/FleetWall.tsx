import { useEffect, useRef, useState } from 'react';
import { Button } from '@backstage/ui';
import { STANDINGS } from '@emr-backup/plugin-emr-backup-common';
import { FormatRoom, useFormat, useNow } from '../format';
import { StandingPill } from '../marks/pills';
import { LoadingLines } from '../marks/states';
import readable from '../marks/readable.module.css';
import { useWords } from '../words';
import { useFleet } from './useFleet';
import type { FleetView } from './useFleetView';
import { WallTile } from './WallTile';
import { wallColumns } from './wallGrid';
import styles from './FleetWall.module.css';

/** More tiles than this are too small to read from a distance; the rest is counted. */
const MOST_TILES = 60;
const REFRESH_MS = 30_000;
/** Two answers may be late; from the third on nobody may take the wall for the truth. */
const STALE_AFTER_MS = 3 * REFRESH_MS;
const SECOND_MS = 1000;

function useBox<T extends HTMLElement>() {
  const ref = useRef<T>(null);
  const [box, setBox] = useState({ width: 1920, height: 900 });
  useEffect(() => {
    const element = ref.current;
    if (!element || typeof ResizeObserver === 'undefined') return undefined;
    const observer = new ResizeObserver(() =>
      setBox({ width: element.clientWidth, height: element.clientHeight }),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { ref, box };
}

/** The fleet on a screen on the wall: big words, worst first, and never old without saying so. */
export function FleetWall(props: { view: FleetView; onLeave?(): void }) {
  const { view, onLeave } = props;
  const t = useWords();
  const format = useFormat();
  const now = useNow(SECOND_MS);
  const reading = useFleet(
    { ...view, offset: 0, group: undefined },
    { limit: MOST_TILES, everyMs: REFRESH_MS },
  );
  const { value: fleet, readAt, problem } = reading;
  const { ref, box } = useBox<HTMLUListElement>();
  const wall = useRef<HTMLElement>(null);

  useEffect(() => {
    if (!onLeave) return undefined;
    const leave = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !document.fullscreenElement) onLeave();
    };
    window.addEventListener('keydown', leave);
    return () => window.removeEventListener('keydown', leave);
  }, [onLeave]);

  const stale =
    Boolean(problem) || (readAt !== undefined && now - readAt > STALE_AFTER_MS);
  const read = readAt === undefined ? null : new Date(readAt).toISOString();
  const age = format.duration(
    readAt === undefined
      ? null
      : Math.max(0, Math.floor((now - readAt) / 1000)),
  );
  const items = fleet?.items ?? [];
  const columns = wallColumns(items.length, box);
  const rows = Math.ceil(items.length / columns) || 1;
  const more = (fleet?.totalItems ?? 0) - items.length;
  const size = Math.min(box.height / rows / 4.4, box.width / columns / 15);

  return (
    <section
      ref={wall}
      className={`${styles.wall} ${readable.readable}`}
      aria-label={t('wall.title')}
    >
      <header className={styles.header}>
        <h1 className={styles.title}>{t('wall.title')}</h1>
        <ul className={styles.totals} aria-label={t('fleet.totals')}>
          {STANDINGS.map(standing => (
            <li key={standing}>
              <strong>
                {fleet ? format.number(fleet.standings[standing] ?? 0) : '…'}
              </strong>
              <StandingPill standing={standing} />
            </li>
          ))}
        </ul>
        <p className={styles.age}>
          {read && <time dateTime={read}>{t('wall.read', { age })}</time>}
          {fleet?.observedAt &&
            ` · ${t('wall.looked', {
              when: format.relative(fleet.observedAt),
            })}`}
        </p>
        <div className={styles.actions}>
          <Button
            variant="secondary"
            size="small"
            onPress={() => wall.current?.requestFullscreen?.()}
          >
            {t('wall.full')}
          </Button>
          {onLeave && (
            <Button variant="secondary" size="small" onPress={onLeave}>
              {t('wall.leave')}
            </Button>
          )}
        </div>
      </header>
      {stale && (
        <div className={styles.stale} role="alert">
          <strong>{t('wall.stale')}</strong>
          <span>
            {read
              ? t('wall.staleWhy', {
                  age,
                  exact: format.exact(read),
                })
              : t('problem.unreachable')}
          </span>
        </div>
      )}
      {!fleet && !stale && <LoadingLines lines={8} />}
      <ul
        ref={ref}
        className={`${styles.tiles} ${stale ? styles.old : ''}`}
        aria-label={t('fleet.table.worst')}
        style={
          {
            '--wall-columns': columns,
            '--wall-rows': rows,
            '--wall-size': `${size}px`,
          } as React.CSSProperties
        }
      >
        <FormatRoom>
          {items.map(row => (
            <WallTile key={row.clinic.ref} row={row} />
          ))}
        </FormatRoom>
      </ul>
      {more > 0 && (
        <p className={styles.more}>{t('wall.more', { count: more })}</p>
      )}
    </section>
  );
}
