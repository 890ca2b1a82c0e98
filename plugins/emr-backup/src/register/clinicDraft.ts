/** The three entities that a draft becomes. */
export type DraftKind = 'Clinic' | 'EmrServer' | 'BackupJob';

/** One thing a person fills in about a clinic; the same names are the columns of a CSV file. */
export interface DraftField {
  id: DraftFieldId;
  kind: DraftKind;
  /** Where it stands in the entity, as problems name it. */
  path: string;
  required?: boolean;
  /** Shown as a placeholder and in the CSV template. */
  example: string;
  /** Only these values. */
  choices?: readonly string[];
  yesNo?: boolean;
}

export const DRAFT_FIELD_IDS = [
  'clinicTitle',
  'clinicName',
  'owner',
  'timezone',
  'region',
  'size',
  'serverName',
  'product',
  'version',
  'hosting',
  'suppliedBy',
  'jobName',
  'operatedBy',
  'every',
  'cron',
  'grace',
  'store',
  'path',
  'location',
  'offsite',
  'immutable',
  'key',
  'rpo',
  'rto',
  'drillEvery',
  'drillWindow',
] as const;
export type DraftFieldId = (typeof DRAFT_FIELD_IDS)[number];

/** What was filled in, as text; an empty text is nothing. */
export type ClinicDraft = Record<DraftFieldId, string>;

type FieldFacts = Omit<DraftField, 'id'>;

const FACTS: Record<DraftFieldId, FieldFacts> = {
  clinicTitle: {
    kind: 'Clinic',
    path: 'metadata.title',
    required: true,
    example: 'Lakeside Family Practice',
  },
  clinicName: {
    kind: 'Clinic',
    path: 'metadata.name',
    example: 'lakeside-family-practice',
  },
  owner: {
    kind: 'Clinic',
    path: 'spec.owner',
    required: true,
    example: 'group:default/it-west',
  },
  timezone: {
    kind: 'Clinic',
    path: 'spec.timezone',
    required: true,
    example: 'America/Toronto',
  },
  region: { kind: 'Clinic', path: 'spec.region', example: 'Ontario' },
  size: { kind: 'Clinic', path: 'spec.size', example: '6' },
  serverName: {
    kind: 'EmrServer',
    path: 'metadata.name',
    example: 'lakeside-oscar',
  },
  product: {
    kind: 'EmrServer',
    path: 'spec.product',
    required: true,
    example: 'oscar',
  },
  version: { kind: 'EmrServer', path: 'spec.version', example: '19.12' },
  hosting: {
    kind: 'EmrServer',
    path: 'spec.hosting',
    example: 'on-premise',
    choices: ['on-premise', 'co-location', 'cloud', 'saas'],
  },
  suppliedBy: {
    kind: 'EmrServer',
    path: 'spec.suppliedBy',
    example: 'vendor:default/infomedic',
  },
  jobName: {
    kind: 'BackupJob',
    path: 'metadata.name',
    example: 'lakeside-nightly',
  },
  operatedBy: {
    kind: 'BackupJob',
    path: 'spec.operatedBy',
    example: 'vendor:default/infomedic',
  },
  every: { kind: 'BackupJob', path: 'spec.schedule.every', example: 'PT24H' },
  cron: {
    kind: 'BackupJob',
    path: 'spec.schedule.cron',
    example: '1 23 * * *',
  },
  grace: { kind: 'BackupJob', path: 'spec.grace', example: 'PT1H' },
  store: {
    kind: 'BackupJob',
    path: 'spec.copies[0].store',
    required: true,
    example: 'toronto-dc',
  },
  path: {
    kind: 'BackupJob',
    path: 'spec.copies[0].path',
    required: true,
    example: 'lakeside/*.enc',
  },
  location: {
    kind: 'BackupJob',
    path: 'spec.copies[0].location',
    example: 'Toronto',
  },
  offsite: {
    kind: 'BackupJob',
    path: 'spec.copies[0].offsite',
    example: 'yes',
    yesNo: true,
  },
  immutable: {
    kind: 'BackupJob',
    path: 'spec.copies[0].immutable',
    example: 'no',
    yesNo: true,
  },
  key: { kind: 'BackupJob', path: 'spec.key', example: 'lakeside-oscar' },
  rpo: { kind: 'BackupJob', path: 'spec.objectives.rpo', example: 'PT24H' },
  rto: { kind: 'BackupJob', path: 'spec.objectives.rto', example: 'PT8H' },
  drillEvery: { kind: 'BackupJob', path: 'spec.drill.every', example: 'P30D' },
  drillWindow: {
    kind: 'BackupJob',
    path: 'spec.drill.window',
    example: '20:00-06:00',
  },
};

/** Every field, in the order of the form and of the CSV columns. */
export const DRAFT_FIELDS: readonly DraftField[] = DRAFT_FIELD_IDS.map(id => ({
  id,
  ...FACTS[id],
}));

export function emptyDraft(): ClinicDraft {
  const draft = Object.fromEntries(DRAFT_FIELD_IDS.map(id => [id, '']));
  return draft as ClinicDraft;
}

/** A name the catalog takes, made of a title: lower case, no accents, hyphens between words. */
export function nameOf(title: string): string {
  return title
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLocaleLowerCase('en-US')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 63)
    .replace(/-+$/, '');
}

/** Names that were left open, made of the title. */
export function withNames(draft: ClinicDraft): ClinicDraft {
  const clinicName = draft.clinicName || nameOf(draft.clinicTitle);
  const product = nameOf(draft.product);
  return {
    ...draft,
    clinicName,
    serverName:
      draft.serverName || nameOf([clinicName, product || 'emr'].join('-')),
    jobName: draft.jobName || nameOf(`${clinicName}-backup`),
  };
}
