import type { Translated } from './Translated';

/** Mots employés dans plus d'une pièce. */
export const shared: Translated = {
  unit: { day: 'j', hour: 'h', minute: 'min', second: 's' },
  standing: {
    failing: { word: 'En échec', hint: 'une restauration n’a pas tenu' },
    overdue: { word: 'En retard', hint: 'sauvegarde ou exercice trop ancien' },
    unproven: { word: 'Non prouvée', hint: 'la seule parole de quelqu’un' },
    proven: { word: 'Prouvée', hint: 'restaurée dans les délais' },
  },
  outcome: {
    passed: 'Réussi',
    failed: 'Échoué',
    error: 'Impossible à juger',
    cancelled: 'Annulé',
    queued: 'En attente',
    running: 'En cours',
  },
  check: {
    pass: 'Conforme',
    fail: 'Échec',
    warn: 'Avertissement',
    skip: 'Non vérifié',
  },
  phase: {
    fetch: 'Récupération',
    open: 'Ouverture',
    boot: 'Démarrage',
    load: 'Chargement',
    index: 'Index',
    verify: 'Vérification',
    wipe: 'Effacement',
    waiting: 'en attente',
    unreached: 'non atteinte',
    unneeded: 'non nécessaire',
    running: 'en cours',
    done: 'terminée',
    failed: 'arrêtée ici',
  },
  hosting: {
    'on-premise': 'sur place',
    'co-location': 'colocation',
    cloud: 'nuage',
    saas: 'SaaS',
  },
  common: {
    retry: 'Réessayer',
    nobody: 'personne',
    unknown: 'inconnu',
    never: 'jamais',
    ofObjective: 'sur {{objective}}',
    updatedLate:
      'Voici ce qui a été lu auparavant; la dernière lecture a échoué.',
    loading: 'Chargement en cours',
  },
  problem: {
    title: 'Lecture impossible',
    forbidden:
      'Vous n’avez pas le droit de voir ceci. Demandez l’autorisation « emr-backup.read » au responsable de ce portail.',
    missing:
      'EMR Backup ne connaît pas encore cet élément. S’il vient d’être inscrit, il apparaîtra à la prochaine mise à jour du catalogue.',
    unreachable:
      'Le serveur d’EMR Backup n’a pas répondu. Vérifiez que le module « emr-backup » y est installé et en marche, puis réessayez.',
  },
  strip: {
    label:
      'Les {{days}} derniers jours : {{observed}} avec sauvegarde, {{hollow}} vides, {{missed}} manquées, {{unknown}} inconnus. Exercices : {{passed}} réussis, {{failed}} échoués, {{error}} impossibles à juger.',
    observed: 'sauvegarde vue',
    hollow: 'sauvegarde vide',
    missed: 'sauvegarde manquée',
    unknown: 'inconnu',
    passed: 'exercice réussi',
    failed: 'exercice échoué',
    error: 'exercice impossible à juger',
  },
  age: {
    label: 'Âge de la sauvegarde : {{age}}, objectif : {{objective}}',
    labelOpen: 'Âge de la sauvegarde : {{age}}, aucun objectif fixé',
    taken: 'Dernière sauvegarde',
    none: 'Aucune sauvegarde n’a été vue',
  },
  recovery: {
    label:
      'Reprise estimée : {{estimate}}, objectif de délai de reprise : {{rto}}',
  },
};
