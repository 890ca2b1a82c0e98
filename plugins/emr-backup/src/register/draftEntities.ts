import { withNames, type ClinicDraft } from './clinicDraft';

/** An entity as it stands in YAML; not checked yet. */
export type RawEntity = {
  apiVersion: 'emr-backup/v1';
  kind: string;
  metadata: { name: string; title?: string };
  spec: Record<string, unknown>;
};

const apiVersion = 'emr-backup/v1' as const;

/** Clinic, server and job of a draft, with what was filled in and nothing else. */
export function draftEntities(filled: ClinicDraft): RawEntity[] {
  const draft = withNames(filled);
  const schedule = draft.cron
    ? { cron: draft.cron, timezone: draft.timezone || undefined }
    : { every: draft.every || undefined };
  return [
    {
      apiVersion,
      kind: 'Clinic',
      metadata: given({ name: draft.clinicName, title: draft.clinicTitle }),
      spec: given({
        owner: draft.owner,
        timezone: draft.timezone,
        region: draft.region,
        size: number(draft.size),
      }),
    },
    {
      apiVersion,
      kind: 'EmrServer',
      metadata: { name: draft.serverName },
      spec: given({
        owner: draft.owner,
        clinic: draft.clinicName,
        product: draft.product,
        version: draft.version,
        hosting: draft.hosting,
        suppliedBy: draft.suppliedBy,
      }),
    },
    {
      apiVersion,
      kind: 'BackupJob',
      metadata: { name: draft.jobName },
      spec: given({
        owner: draft.owner,
        server: draft.serverName,
        operatedBy: draft.operatedBy,
        schedule: given(schedule),
        grace: draft.grace,
        copies: [
          given({
            store: draft.store,
            path: draft.path,
            location: draft.location,
            offsite: yesNo(draft.offsite),
            immutable: yesNo(draft.immutable),
          }),
        ],
        key: draft.key,
        objectives: whenAny({ rpo: draft.rpo, rto: draft.rto }),
        drill: whenAny({ every: draft.drillEvery, window: draft.drillWindow }),
      }),
    },
  ];
}

/** Without what is empty. */
function given<T extends Record<string, unknown>>(fields: T): T {
  const kept = Object.entries(fields).filter(
    ([, value]) => value !== undefined && value !== '',
  );
  return Object.fromEntries(kept) as T;
}

function whenAny(fields: Record<string, string>) {
  const kept = given(fields);
  return Object.keys(kept).length > 0 ? kept : undefined;
}

/** A text that is no number stays as it is, for the check to name it. */
function number(text: string): number | string {
  return text !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
}

const WORDS: Record<string, boolean> = {
  yes: true,
  true: true,
  oui: true,
  '1': true,
  no: false,
  false: false,
  non: false,
  '0': false,
};

/** The same for a yes or no. */
function yesNo(text: string): boolean | string {
  return WORDS[text.trim().toLocaleLowerCase('en-US')] ?? text;
}
