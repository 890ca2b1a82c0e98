import type { Translated } from './Translated';

/** Mots des cartes qui disent où en est une clinique, un serveur ou une tâche. */
export const status: Translated = {
  verdict: {
    proven:
      'Si le serveur était perdu maintenant, {{clinic}} pourrait revenir à {{moment}} en {{time}} environ.',
    provenNoTime:
      'Si le serveur était perdu maintenant, {{clinic}} pourrait revenir à {{moment}}.',
    lastProven_one:
      'Dernière restauration réelle {{when}}; {{count}} vérification réussie.',
    lastProven_other:
      'Dernière restauration réelle {{when}}; {{count}} vérifications réussies.',
    neverProven: 'Aucune restauration n’a jamais été prouvée.',
    failing:
      '{{clinic}} n’a pas pu être restaurée à partir de sa dernière sauvegarde.',
    overdue:
      'Personne ne peut se porter garant de {{clinic}} aujourd’hui : une sauvegarde ou un exercice de restauration est en retard.',
    unproven:
      'Que {{clinic}} puisse être restaurée ne tient qu’à la parole de quelqu’un.',
    runs: '{{operator}} exploite la sauvegarde.',
    answers: '{{owner}} en répond.',
    nobodyAnswers: 'Personne n’en répond : le responsable n’est pas nommé.',
    next: 'Prochain exercice {{when}}.',
  },
  card: {
    standing: 'Pourrait-elle être restaurée aujourd’hui?',
    age: 'Âge de la sauvegarde',
    verification: 'Dernière vérification',
    people: 'Qui appeler',
    systems: 'Systèmes et tâches',
    drills: 'Historique des exercices',
    copies: 'Copies',
    contacts: 'Qui appeler',
    agreement: 'Entente',
    clinics: 'Cliniques qui en dépendent',
    run: 'Exercer cette sauvegarde',
  },
  people: {
    owner: 'En répond',
    operator: 'L’exploite',
    noOwner: 'personne : indiquez spec.owner',
    noOperator: 'non nommé : indiquez spec.operatedBy dans la tâche',
    noContacts:
      'Aucune personne-ressource au dossier. Ajoutez spec.contacts au fournisseur.',
  },
  verification: {
    never: 'Aucun exercice de restauration n’a encore eu lieu.',
    neverHint:
      'Le planificateur lance l’exercice à l’échéance prévue; ou appuyez sur « Lancer un exercice » sur la tâche.',
    when: 'Quand',
    who: 'Lancé par',
    what: 'Sauvegarde',
    where: 'Provenance',
    checks: 'Vérifications',
    checksValue:
      '{{pass}} conformes, {{fail}} en échec, {{warn}} avertissements',
    dataAge: 'Âge des données',
    drillTime: 'Durée de l’exercice',
    schedule: 'calendrier',
    open: 'Lire le rapport',
    follow: 'Suivre en direct',
  },
  systems: {
    server: 'Serveur · tâche',
    table: 'Tâches et ce qu’elles protègent',
    empty: 'Aucune tâche de sauvegarde ne le protège encore',
    emptyHint: 'Inscrivez un BackupJob dont spec.server nomme le serveur.',
  },
  drills: {
    table: 'Exercices, du plus récent au plus ancien',
    when: 'Quand',
    outcome: 'Résultat',
    reason: 'Verdict',
    time: 'Durée de l’exercice',
    phases: 'Durée de l’exercice {{total}} : {{phases}}',
    empty: 'Aucun exercice n’a encore eu lieu',
  },
  copies: {
    table: 'Copies côte à côte',
    place: 'Copie',
    newest: 'Dernière sauvegarde',
    proof: 'Preuve',
    proved: 'Prouvée',
    declared: 'Déclarée',
    hollow: 'Vide',
    unreadable: 'Illisible',
    offsite: 'hors site',
    immutable: 'immuable',
    artifacts_one: '{{count}} sauvegarde vue',
    artifacts_other: '{{count}} sauvegardes vues',
    nothing: 'rien vu',
    looked: 'examinée {{when}}',
  },
};
