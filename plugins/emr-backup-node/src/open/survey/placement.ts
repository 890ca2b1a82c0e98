/**
 * Folders in which EMRs keep what people uploaded. Whatever lies below is a
 * document, also when it is an archive or holds SQL.
 */
const DOCUMENT_FOLDERS = new Set([
  'attach',
  'attachment',
  'attachments',
  'clinical_forms',
  'complex_obs',
  'document',
  'document_cache',
  'document_images',
  'documents',
  'edocuments',
  'faxes',
  'filestore',
  'incomingdocs',
  'incomingdocument',
  'patient_images',
  'scans',
  'uploaded-files',
  'uploaded_results',
  'uploads',
]);

/** More plain files than this in a folder make it a document folder, whatever its name. */
export const CROWD = 20;

/** Folders above a file, without its own name. */
export const foldersOf = (path: string): string[] =>
  path.split('/').filter(Boolean).slice(0, -1);

/** Whether a path lies in a folder of documents. */
export const isDocumentPath = (path: string): boolean =>
  foldersOf(path).some(folder =>
    DOCUMENT_FOLDERS.has(folder.toLocaleLowerCase('en-US')),
  );

/** Names under which a dump or an archive is due: nothing under one of these is a hollow backup, any other empty file is a file. */
const DUE_NAME =
  /\.(?:sql|dump|dmp|pgdump|backup|bak|tar|tgz|tbz2?|txz|zip|7z)(?:\.[a-z0-9]+)*$/i;

/** Whether content is due under this name. */
export const isDueName = (path: string): boolean => DUE_NAME.test(path);
