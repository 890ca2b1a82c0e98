import type { AlarmKind } from '@emr-backup/plugin-emr-backup-common';
import { nextInWindow } from '../time';
import { KIND_POLICIES } from './kinds';
import type { AlarmPolicy } from './policy';

/** When a message about this kind may go out: now, or when the quiet hours end. */
export function tellAt(
  kind: AlarmKind,
  { quietHours }: Pick<AlarmPolicy, 'quietHours'>,
  now: Date,
): Date {
  if (!quietHours || KIND_POLICIES[kind].breaksQuiet) return now;
  const { window, timezone } = quietHours;
  // Whoever may not be woken inside the window may be told outside of it.
  const loud = { startMinute: window.endMinute, endMinute: window.startMinute };
  return nextInWindow(loud, timezone, now);
}
