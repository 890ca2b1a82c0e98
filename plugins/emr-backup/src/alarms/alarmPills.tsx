import type {
  AlarmDelivery,
  AlarmSeverity,
} from '@emr-backup/plugin-emr-backup-common';
import { Pill, type PillShape, type Tone } from '../marks/Pill';
import { useWords } from '../words';

type Look = { tone: Tone; shape: PillShape };

const SEVERITY_LOOK: Record<AlarmSeverity, Look> = {
  critical: { tone: 'bad', shape: 'diamond' },
  high: { tone: 'bad', shape: 'open' },
  normal: { tone: 'late', shape: 'ring' },
  low: { tone: 'quiet', shape: 'dash' },
};

const DELIVERY_LOOK: Record<AlarmDelivery['state'], Look> = {
  sent: { tone: 'good', shape: 'disc' },
  failed: { tone: 'bad', shape: 'diamond' },
  waiting: { tone: 'quiet', shape: 'ring' },
  held: { tone: 'quiet', shape: 'dash' },
};

export function SeverityPill({ severity }: { severity: AlarmSeverity }) {
  const t = useWords();
  return <Pill {...SEVERITY_LOOK[severity]}>{t(`severity.${severity}`)}</Pill>;
}

export function DeliveryPill({ state }: { state: AlarmDelivery['state'] }) {
  const t = useWords();
  return <Pill {...DELIVERY_LOOK[state]}>{t(`delivery.${state}`)}</Pill>;
}
