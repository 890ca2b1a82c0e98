import type { Translated } from './Translated';

/** Mots de la page du parc. */
export const fleet: Translated = {
  fleet: {
    title: 'Sauvegardes des DME',
    verdict_one:
      '{{proven}} clinique sur {{count}} pourrait être restaurée aujourd’hui',
    verdict_other:
      '{{proven}} cliniques sur {{count}} pourraient être restaurées aujourd’hui',
    clinics_one: '{{count}} clinique',
    clinics_other: '{{count}} cliniques',
    servers_one: '{{count}} serveur de DME',
    servers_other: '{{count}} serveurs de DME',
    jobs_one: '{{count}} tâche de sauvegarde',
    jobs_other: '{{count}} tâches de sauvegarde',
    lookedAt: 'examinées {{when}}',
    totals: 'Cliniques selon leur état',
    total: '{{standing}} : {{number}}, {{hint}}',
    table: 'Cliniques, les plus à risque d’abord',
    search: 'Chercher une clinique',
    any: 'tous',
    owner: 'Responsable',
    operator: 'Exploitant',
    region: 'Région',
    hosting: 'Hébergement',
    clear: 'Effacer les filtres',
    sorted: 'Les plus à risque d’abord',
    nothing: 'Aucune clinique ne correspond',
    nothingHint: 'Modifiez la recherche ou effacez les filtres.',
    legend:
      'Piste du haut : sauvegardes par jour (rayée = vide, contour = manquée, grise = inconnue). Piste du bas : exercices de restauration (losange plein = réussi, rouge barré = échoué, ouvert = impossible à juger).',
    column: {
      standing: 'État',
      clinic: 'Clinique',
      age: 'Âge de la sauvegarde',
      strip: '28 jours',
      proven: 'Dernière restauration prouvée',
      data: 'Âge des données',
      recovery: 'Reprise est.',
      people: 'Responsable · exploitant',
      next: 'Prochain exercice',
    },
    checks_one: 'réussi, {{count}} vérification',
    checks_other: 'réussi, {{count}} vérifications',
    inHouse: 'aucun exploitant',
    noDrill: 'aucun prévu',
    due: 'dû maintenant',
    page: '{{from}} à {{to}} sur {{total}}',
    start: {
      title: 'Aucune clinique n’est encore inscrite',
      body: 'Ajoutez au catalogue une clinique, son serveur de DME et sa tâche de sauvegarde. Enregistrez ceci sous catalog-info.yaml, mettez-y vos propres noms et inscrivez le fichier.',
      code: 'Exemple de fichier de catalogue',
    },
  },
  selfTest: {
    title: 'Autotest du vérificateur',
    of: 'Autotest du vérificateur, {{profile}} :',
    never: 'jamais exécuté',
    running: 'première exécution en cours',
    caught:
      '{{caught}} sauvegardes abîmées sur {{made}} ont été détectées, {{when}}',
    missed: 'non détectées : {{faults}}',
    undecided: 'n’a rien prouvé. {{problem}}',
  },
};
