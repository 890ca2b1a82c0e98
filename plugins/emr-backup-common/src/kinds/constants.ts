/** The apiVersion of every EMR Backup entity. @public */
export const EMR_API_VERSION = 'emr-backup/v1';

/** The four kinds EMR Backup adds to the catalog. @public */
export const EMR_KINDS = [
  'Clinic',
  'EmrServer',
  'BackupJob',
  'Vendor',
] as const;

/** One of the four kinds. @public */
export type EmrKind = (typeof EMR_KINDS)[number];

/** A backup job protects a server. @public */
export const RELATION_PROTECTS = 'protects';
/** A server is protected by a backup job. @public */
export const RELATION_PROTECTED_BY = 'protectedBy';
/** A server is supplied by a vendor. @public */
export const RELATION_SUPPLIED_BY = 'suppliedBy';
/** A vendor supplies a server. @public */
export const RELATION_SUPPLIES = 'supplies';
/** A backup job is operated by a vendor, group or user. @public */
export const RELATION_OPERATED_BY = 'operatedBy';
/** A vendor, group or user operates a backup job. @public */
export const RELATION_OPERATES = 'operates';
