import { useReadsEnglish, useSaid, type Said } from '../words';
import styles from './Told.module.css';

/**
 * A sentence the backend composed, in English. Who reads another language is
 * told what it means in that one, with the English sentence as the detail.
 */
export function Told(props: { said: string | undefined; message: string }) {
  const { said, message } = props;
  const readsEnglish = useReadsEnglish();
  if (readsEnglish) return <>{message}</>;
  if (said === undefined) return <span lang="en">{message}</span>;
  return (
    <>
      {said}
      <span lang="en" className={styles.original}>
        {message}
      </span>
    </>
  );
}

/** Why a drill ended as it did. */
export function ReasonTold({
  reason,
}: {
  reason: { code: string; message: string };
}) {
  const said = useSaid();
  return <Told said={said(`reason.${reason.code}`)} message={reason.message} />;
}

/** What a reason of a standing means; it may be that of a drill, or what keeps the job from drills. */
export const standingSaid = (code: string, said: Said) =>
  said(`standingReason.${code}`) ??
  said(`reason.${code}`) ??
  said(`jobProblem.${code}`);

/** Why a clinic stands as it does, where there is room for one sentence only: the reader's, or else the backend's. */
export function useStandingWords() {
  const said = useSaid();
  return (reason: { code: string; message: string }) =>
    standingSaid(reason.code, said) ?? reason.message;
}

/** Why a clinic, server or job stands as it does. */
export function StandingTold({
  reason,
}: {
  reason: { code: string; message: string };
}) {
  const said = useSaid();
  return (
    <Told said={standingSaid(reason.code, said)} message={reason.message} />
  );
}
