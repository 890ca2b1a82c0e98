import type { ClinicStatus } from '@emr-backup/plugin-emr-backup-common';
import { FakeEmrBackupApi } from './FakeEmrBackupApi';
import { sampleOlder } from './sampleOlder';
import { sampleAlarms } from './sampleAlarms';
import {
  sampleCustody,
  sampleHeartbeat,
  sampleHistory,
  sampleKit,
} from './sampleOperations';
import { sampleLog } from './sampleLog';
import { samplePlan, sampleRunners } from './samplePlan';

/** A backend in memory in which something is going on everywhere. */
export function filledApi(clinics: ClinicStatus[]): FakeEmrBackupApi {
  const api = new FakeEmrBackupApi(clinics);
  for (const days of [6, 13, 20]) {
    const drill = sampleOlder(days);
    api.drills.set(drill.id, drill);
  }
  for (const { id, startedAt } of api.drills.values())
    if (startedAt) api.drillLogs.set(id, sampleLog(startedAt));
  api.alarms = sampleAlarms();
  api.history = sampleHistory();
  api.custody = sampleCustody();
  api.heartbeat = sampleHeartbeat();
  api.recoveryKit = sampleKit();
  api.plan = samplePlan();
  api.runners = sampleRunners();
  return api;
}
