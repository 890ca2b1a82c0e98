import { NOT_PROVEN_BY_DRILL } from '@emr-backup/plugin-emr-backup-common';

/**
 * What drills by the shipped profiles do not prove. A report holds these very
 * texts, so that other languages find theirs by them; what a site's own profile
 * says is shown as it was written.
 */
export const notProven = {
  ...NOT_PROVEN_BY_DRILL,
  'unknown-product':
    'That the copy holds the product the clinic uses, because no profile describes it.',
  'unknown-freshness':
    'How fresh the records are, because the profile names no freshness column.',
  'application-start':
    'That application start-up succeeds on the restored copy.',
  'bahmni-siblings':
    'That OpenELIS, Odoo and the PACS of this Bahmni are in the backup and fit its OpenMRS database.',
  'bahmni-files':
    'That patient images and uploaded documents in the file trees are complete.',
  'freemed-start': 'That FreeMED itself starts on the restored copy.',
  'freemed-files':
    "That scanned images and documents in FreeMED's data store are in the backup.",
  'gnu-health-start':
    'That the Tryton server starts with the modules the database asks for.',
  'gnu-health-files':
    'That the file store of attachments is in the backup, unless documents were given.',
  'gnumed-roles':
    'That the database roles and their passwords exist where the copy would be restored.',
  'gnumed-schema': 'That the GNUmed client finds the schema revision it needs.',
  'isc-oscar-modules':
    'That modules of the ISC distribution outside the OSCAR database are in the backup.',
  'open-hospital-client':
    'That the Open Hospital client and its DICOM folder work with the restored copy.',
  'open-osp-documents':
    'That the OscarDocument volume is backed up, unless documents were given with the database.',
  'open-osp-configuration':
    "That the containers' own configuration (local.env, oscar.properties) is in the backup.",
  'openemr-start': 'That OpenEMR itself starts on the restored copy.',
  'openemr-documents':
    'That documents kept outside the document folder (CouchDB, web links) are readable.',
  'openmrs-start': 'That OpenMRS and its modules start on the restored copy.',
  'openmrs-files':
    'That the application data folder (modules, complex observations, search index) is in the backup.',
  'oscar-start': 'That OSCAR itself starts on the restored copy.',
  'oscar-connections': 'That drugref, labs and e-referral connections work.',
};
