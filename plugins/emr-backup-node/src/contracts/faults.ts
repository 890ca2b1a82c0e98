import type {
  ErrorReason,
  FailedReason,
} from '@emr-backup/plugin-emr-backup-common';
import { CustomErrorBase } from '@backstage/errors';

/**
 * The backup is bad. Thrown by any stage; ends the drill as `failed`.
 * The message is one plain sentence and never holds a restored value.
 * @public
 */
export class BackupFault extends CustomErrorBase {
  name = 'BackupFault' as const;
  constructor(readonly code: FailedReason, message: string) {
    super(message);
  }
}

/**
 * We could not judge: our environment, key, engine, disk or time. Thrown by any
 * stage; ends the drill as `error`, which never changes a standing.
 * @public
 */
export class DrillFault extends CustomErrorBase {
  name = 'DrillFault' as const;
  constructor(
    readonly code: ErrorReason,
    message: string,
    cause?: Error | unknown,
  ) {
    super(message, cause);
  }
}
