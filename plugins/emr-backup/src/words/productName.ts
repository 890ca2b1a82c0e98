/** The products of the profiles that ship with EMR Backup, as their makers write them. */
const PRODUCTS: Record<string, string> = {
  oscar: 'OSCAR',
  'isc-oscar': 'OSCAR (ISC)',
  'open-osp': 'Open-OSP',
  openemr: 'OpenEMR',
  openmrs: 'OpenMRS',
  bahmni: 'Bahmni',
  'open-hospital': 'Open Hospital',
  gnumed: 'GNUmed',
  'gnu-health': 'GNU Health',
  freemed: 'FreeMED',
};

/** A product's name for people; a site's own profile keeps the name it was given. */
export const productName = (profile: string) => PRODUCTS[profile] ?? profile;
