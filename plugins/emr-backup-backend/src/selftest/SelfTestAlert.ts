import type { LoggerService } from '@backstage/backend-plugin-api';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { SelfTestFaultResult } from '@emr-backup/plugin-emr-backup-common';
import type { KnownJob } from '../inventory';

/** Raises the alarm when the verifier let a broken backup through. */
export class SelfTestAlert {
  constructor(
    private readonly services: {
      notifications: NotificationService;
      logger: LoggerService;
    },
  ) {}

  /** One warning and one notification a self-test, however many faults it missed. */
  async missed(
    selfTest: { id: string; profile: string },
    job: KnownJob,
    faults: readonly SelfTestFaultResult[],
  ): Promise<void> {
    const { notifications, logger } = this.services;
    const sentence = `The self-test of the profile "${
      selfTest.profile
    }" with a backup of ${job.ref} did not catch: ${faults
      .map(inWords)
      .join(', ')}.`;
    logger.warn(sentence);
    if (!job.owner) return;
    try {
      await notifications.send({
        recipients: { type: 'entity', entityRef: job.owner },
        payload: {
          title: 'The backup verifier did not catch a broken backup',
          description: `${sentence} Do not rely on passed drills of this profile until the reason is known.`,
          link: '/emr-backup',
          severity: 'critical',
          topic: 'emr-backup.self-test',
          scope: selfTest.id,
        },
      });
    } catch {
      // Notifications may not be installed; the warning above stands either way.
      logger.debug(
        `The notification of self-test ${selfTest.id} could not be delivered.`,
      );
    }
  }
}

function inWords({ id, outcome, reason }: SelfTestFaultResult): string {
  return outcome === 'passed'
    ? `${id} (passed)`
    : `${id} (${outcome}: ${reason})`;
}
