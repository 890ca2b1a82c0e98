import type { Entity } from '@backstage/catalog-model';
import type { Knex } from 'knex';
import { InventoryStore } from '../../plugins/emr-backup-backend/src/inventory';
import { assembleInventory } from '../../plugins/emr-backup-backend/src/inventory/assemble';

const BATCH = 100;
const DAY_MS = 86_400_000;
const apiVersion = 'emr-backup/v1';
const owner = 'group:default/it-west';

/** Clinics with a server and a backup job each, drilled every month at night. */
export function fleetEntities(jobs: number): Entity[] {
  return Array.from({ length: jobs }, (_, index): Entity[] => {
    const metadata = { name: `clinic-${index}`, namespace: 'default' };
    return [
      {
        apiVersion,
        kind: 'Clinic',
        metadata,
        spec: { owner, timezone: 'America/Toronto' },
      },
      {
        apiVersion,
        kind: 'EmrServer',
        metadata,
        spec: { owner, clinic: metadata.name, product: 'oscar' },
      },
      {
        apiVersion,
        kind: 'BackupJob',
        metadata,
        spec: {
          owner,
          server: metadata.name,
          schedule: { every: 'P1D' },
          copies: [{ store: 'shelf', path: '*', offsite: true }],
          drill: { every: 'P30D', window: '20:00-06:00' },
        },
      },
    ];
  }).flat();
}

/** Fills the tables as if the portal had known the fleet for a while: each backup seen, each job proven yesterday, nothing due. */
export async function settleFleet(
  knex: Knex,
  entities: Entity[],
): Promise<void> {
  const now = new Date();
  const inventory = assembleInventory(entities, {
    timezone: 'America/Toronto',
    drills: undefined,
  });
  await InventoryStore.create(knex).replace(inventory, now);
  const yesterday = new Date(now.getTime() - DAY_MS / 2).toISOString();
  const tomorrow = new Date(now.getTime() + DAY_MS).toISOString();
  const artifact = {
    key: 'file:./emr.sql.gz',
    name: 'emr.sql.gz',
    bytes: 1_000_000,
    files: 1,
    takenAt: yesterday,
    hollow: false,
    shrunk: false,
    digests: [],
    fingerprint: '',
  };
  const insert = (table: string, rowOf: (ref: string) => object) =>
    knex.batchInsert(
      table,
      inventory.jobs.map(({ ref }) => rowOf(ref)),
      BATCH,
    );
  await insert('emr_copies', ref => ({
    job_ref: ref,
    store: 'shelf',
    path: '*',
    first_observed_at: yesterday,
    observed_at: now.toISOString(),
    look_at: tomorrow,
    artifacts: 1,
    recent: JSON.stringify([artifact]),
    newest_good: JSON.stringify(artifact),
  }));
  await insert('emr_drills', ref => ({
    id: `drill of ${ref}`,
    job_ref: ref,
    job_title: ref,
    state: 'finished',
    outcome: 'passed',
    reason_code: 'restored',
    reason_message: 'Restored.',
    started_by: 'schedule',
    queued_at: yesterday,
    started_at: yesterday,
    ended_at: yesterday,
    artifact_name: artifact.name,
    artifact_taken_at: yesterday,
    artifact_bytes: artifact.bytes,
    store: 'shelf',
    phases: '[]',
    attempts: 1,
  }));
}
