import type { DrillLogCode } from '@emr-backup/plugin-emr-backup-common';

/** Les lignes du journal d'un exercice. */
export const logLines: Record<DrillLogCode, string> = {
  begun: 'L’essai {{attempt}} commence sur {{host}}.',
  'store-listed': 'Sauvegardes trouvées dans le dépôt {{store}} : {{backups}}.',
  'chosen-newest': 'La plus récente est choisie : {{name}}, {{bytes}}.',
  'chosen-random':
    'Une sauvegarde est choisie au hasard, comme le veut la tâche : {{name}}, {{bytes}}.',
  'tier-in-part':
    'Restauration en partie (niveau {{tier}}) : elle ne prouve aucune restauration.',
  'tuning-default':
    'Mesure d’une reprise : un serveur à ses réglages par défaut, chargé par un seul flux.',
  fetched: 'Fichiers lus dans le dépôt : {{files}}, {{bytes}} en {{seconds}}.',
  opened: 'Ouverte en {{seconds}} : {{format}}.',
  'opened-how': 'Façon de l’ouvrir : {{how}}.',
  planned: 'Vidages à restaurer : {{dumps}}; autres fichiers : {{files}}.',
  superseded: 'Vidages plus anciens remplacés par un plus récent : {{dumps}}.',
  documents: 'Documents trouvés à côté de la base de données : {{documents}}.',
  booted: 'Serveur jetable démarré en {{seconds}} : {{engine}} {{version}}.',
  'booted-physical':
    'Serveur jetable démarré sur la sauvegarde physique en {{seconds}} : {{engine}} {{version}}.',
  loading: 'Chargement de {{name}} ({{kind}}).',
  loaded: '{{name}} chargé en {{seconds}} : {{bytes}} par {{path}}.',
  'loaded-again':
    'Le profil {{profile}} exige des réglages valables dès la première table : la copie est rechargée.',
  inspected:
    'Structure de la copie : tables {{tables}}, index {{indexes}}, contraintes {{constraints}}, vues {{views}}, routines {{routines}}, déclencheurs {{triggers}}.',
  'profile-named': 'Jugée selon le profil nommé {{profile}}.',
  'profile-recognised': 'Reconnue d’après ses tables : profil {{profile}}.',
  counted: 'Lignes comptées : {{rows}}, dans {{tables}} tables.',
  'check-pass': 'Vérification réussie : {{check}}.',
  'check-fail': 'Vérification échouée : {{check}}.',
  'check-warn': 'Vérification avec avertissement : {{check}}.',
  'check-skip': 'Vérification non faite : {{check}}.',
  'check-broken': 'Vérification qui n’a pas pu être faite : {{check}}.',
  stopped: 'L’étape s’est arrêtée après {{seconds}}.',
  wiped: 'Effacé en {{seconds}} : il ne reste rien de la copie.',
  kept: 'La copie a été conservée sur demande.',
  'wipe-failed':
    'Le dossier jetable n’a pas pu être supprimé ({{error}}) : il contient une copie restaurée.',
  'verdict-passed': 'Réussi : {{message}}',
  'verdict-failed': 'Mauvaise sauvegarde : {{message}}',
  'verdict-error': 'Impossible de juger : {{message}}',
  'verdict-cancelled': 'Annulé : {{message}}',
  'interrupted-shutdown':
    'L’exécuteur a été arrêté au milieu de l’exercice, qui a été effacé.',
  'interrupted-lost':
    'L’exécuteur, tenu pour perdu, a arrêté l’exercice, qui a été effacé.',
  'interrupted-cut-off':
    'L’exécuteur, coupé de la base de données, a arrêté l’exercice, qui a été effacé.',
  'runner-lost':
    'L’exécuteur sur {{host}} ne répond plus; l’exercice a été terminé.',
  'log-full': 'Le journal est plein : la suite est omise, sauf la fin.',
};
