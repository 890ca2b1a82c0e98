import type { Translated } from './Translated';

/** Mots des pages des tâches, des serveurs et des fournisseurs. */
export const entities: Translated = {
  job: {
    run: 'Lancer un exercice',
    denied: 'Vous n’avez pas le droit de lancer des exercices.',
    active: 'Un exercice de cette tâche est déjà en cours.',
    startFailed: 'L’exercice n’a pas pu être lancé',
    lead: 'Un exercice restaure la dernière copie hors site dans un serveur jetable, vérifie ce qui en sort et efface le tout.',
    server: 'Protège',
    clinic: 'Clinique',
    next: 'Prochain exercice',
    recovery: 'Reprise estimée',
    rto: '{{estimate}} sur {{rto}}',
    dataAge: 'Âge des données',
  },
  server: {
    noClinic:
      'Ce serveur n’appartient à aucune clinique du catalogue. Vérifiez spec.clinic.',
  },
  vendor: {
    type: 'Type',
    signed: 'Signée',
    expires: 'Prend fin',
    noAgreement:
      'Aucune entente au dossier. Ajoutez spec.agreement avec type, signed et expires.',
    openEnded: 'sans date de fin',
    role: 'Rôle',
    operates: 'exploite la sauvegarde',
    supplies: 'fournit le DME',
    table: 'Cliniques et leur état',
    none: 'Aucune clinique inscrite ne dépend de ce fournisseur.',
    current: 'En vigueur',
    over: 'Terminée',
    ending: 'Se termine bientôt',
  },
};
