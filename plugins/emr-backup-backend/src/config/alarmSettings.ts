import type { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  ALARM_SEVERITIES,
  type AlarmSeverity,
} from '@emr-backup/plugin-emr-backup-common';
import { IANAZone } from 'luxon';
import { parseWindow, type DrillWindow } from '../time';
import { readSeconds } from './readSeconds';

/** How alarms are told, by app-config. */
export interface AlarmPolicy {
  /**
   * A store must be out of reach so long before it is told. Shorter pages at
   * every hiccup of a line; longer hides a dead link.
   */
  patienceSeconds: number;
  escalation: {
    afterSeconds: number;
    severities: readonly AlarmSeverity[];
    /** Entity refs and e-mail addresses; nobody: alarms do not escalate. */
    to: readonly string[];
  };
  quietHours: { window: DrillWindow; timezone: string } | null;
  /** An alarm that more jobs joined is told again, at most so often; null: never. */
  digestSeconds: number | null;
  /** How long resolved alarms are remembered. */
  retentionSeconds: number;
}

/** Reads `emrBackup.alarms`; a value nobody can use names its key. */
export function readAlarmPolicy(root: RootConfigService): AlarmPolicy {
  const config = root.getOptionalConfig('emrBackup.alarms');
  return {
    patienceSeconds: readSeconds(root, 'alarms.patience', 'PT15M'),
    escalation: {
      afterSeconds: readSeconds(root, 'alarms.escalation.after', 'PT4H'),
      severities: (
        config?.getOptionalStringArray('escalation.severities') ?? [
          'critical',
          'high',
        ]
      ).map(severityOf),
      to: (config?.getOptionalStringArray('escalation.to') ?? []).map(
        recipientOf,
      ),
    },
    quietHours: readQuietHours(root),
    digestSeconds: config?.has('digest')
      ? readSeconds(root, 'alarms.digest', 'P1D')
      : null,
    retentionSeconds: readSeconds(root, 'retention.alarms', 'P400D'),
  };
}

function severityOf(value: string): AlarmSeverity {
  const found = ALARM_SEVERITIES.find(severity => severity === value);
  if (!found)
    throw new InputError(
      `emrBackup.alarms.escalation.severities has "${value}"; it must be one of ${ALARM_SEVERITIES.join(
        ', ',
      )}.`,
    );
  return found;
}

const EMAIL = /^[^\s@,;<>]+@[^\s@,;<>]+$/;
const ENTITY_REF = /^[a-z]+:[^\s:/]+\/[^\s:/]+$/i;

function recipientOf(value: string): string {
  if (EMAIL.test(value)) return value;
  if (ENTITY_REF.test(value)) return value.toLocaleLowerCase('en-US');
  throw new InputError(
    `emrBackup.alarms.escalation.to has "${value}"; it must be a full entity ref such as group:default/on-call, or an e-mail address.`,
  );
}

function readQuietHours(root: RootConfigService): AlarmPolicy['quietHours'] {
  const key = 'emrBackup.alarms.quietHours';
  const config = root.getOptionalConfig(key);
  if (!config) return null;
  const timezone =
    config.getOptionalString('timezone') ??
    root.getOptionalString('emrBackup.drills.timezone') ??
    'UTC';
  if (!IANAZone.isValidZone(timezone))
    throw new InputError(
      `${key}.timezone is "${timezone}"; it must be an IANA time zone such as America/Toronto.`,
    );
  const window = parseWindow(config.getString('window'));
  if (window.startMinute === window.endMinute)
    throw new InputError(
      `${key}.window is "${config.getString(
        'window',
      )}"; it must leave some hours in which people may be told, such as 22:00-07:00.`,
    );
  return { window, timezone };
}
