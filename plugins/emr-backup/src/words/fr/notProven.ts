import type { notProven as english } from '../en/notProven';

/** Ce que les exercices selon les profils livrés ne prouvent pas. */
export const notProven: Record<keyof typeof english, string> = {
  quick:
    'Que la sauvegarde peut être restaurée : un exercice du niveau quick ne charge que les lignes des tables essentielles.',
  data: 'Que la sauvegarde peut être restaurée telle qu’elle était : un exercice du niveau data charge toutes les lignes, mais aucun index secondaire ni aucune clé étrangère.',
  kept: 'Que la copie a été effacée : elle a été conservée sur demande dans {{scratch}}.',
  'unknown-product':
    'Que la copie contient le produit qu’emploie la clinique, car aucun profil ne le décrit.',
  'unknown-freshness':
    'L’âge des enregistrements, car le profil ne nomme aucune colonne qui en donne la date.',
  'application-start': 'Que l’application démarre sur la copie restaurée.',
  'bahmni-siblings':
    'Que l’OpenELIS, l’Odoo et le PACS de ce Bahmni sont dans la sauvegarde et vont avec sa base de données OpenMRS.',
  'bahmni-files':
    'Que les images de patients et les documents téléversés dans les dossiers de fichiers sont complets.',
  'freemed-start': 'Que FreeMED lui-même démarre sur la copie restaurée.',
  'freemed-files':
    'Que les images numérisées et les documents du dossier de données de FreeMED sont dans la sauvegarde.',
  'gnu-health-start':
    'Que le serveur Tryton démarre avec les modules que demande la base de données.',
  'gnu-health-files':
    'Que les fichiers des pièces jointes sont dans la sauvegarde, à moins que des documents aient été fournis.',
  'gnumed-roles':
    'Que les rôles de la base de données et leurs mots de passe existent là où la copie serait restaurée.',
  'gnumed-schema':
    'Que le client GNUmed trouve la révision de la structure qu’il lui faut.',
  'isc-oscar-modules':
    'Que les modules de la distribution ISC situés hors de la base de données OSCAR sont dans la sauvegarde.',
  'open-hospital-client':
    'Que le client Open Hospital et son dossier DICOM fonctionnent avec la copie restaurée.',
  'open-osp-documents':
    'Que le volume OscarDocument est sauvegardé, à moins que des documents aient été fournis avec la base de données.',
  'open-osp-configuration':
    'Que la configuration propre aux conteneurs (local.env, oscar.properties) est dans la sauvegarde.',
  'openemr-start': 'Qu’OpenEMR lui-même démarre sur la copie restaurée.',
  'openemr-documents':
    'Que les documents gardés hors du dossier de documents (CouchDB, liens Web) sont lisibles.',
  'openmrs-start':
    'Qu’OpenMRS et ses modules démarrent sur la copie restaurée.',
  'openmrs-files':
    'Que le dossier de données de l’application (modules, observations complexes, index de recherche) est dans la sauvegarde.',
  'oscar-start': 'Qu’OSCAR lui-même démarre sur la copie restaurée.',
  'oscar-connections':
    'Que les liaisons avec drugref, les laboratoires et les demandes de consultation électroniques fonctionnent.',
};
