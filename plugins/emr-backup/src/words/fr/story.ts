import type { Translated } from './Translated';

/** Mots des cartes qui racontent une clinique et une sauvegarde au-delà de leur état. */
export const story: Translated = {
  title: {
    findings: 'Constats en cours',
    times: 'Durée des exercices par phase',
    alarms: 'Alarmes en cours',
    schedule: 'Calendrier des exercices',
    history: 'Historique des sauvegardes',
    heartbeat: 'Signe de vie',
    custody: 'Garde des copies transportées',
    record: 'Bilan, 90 jours',
    system: 'Système',
    needs: 'Ce dont il dépend',
  },
  offered: {
    missing: 'Non disponible ici',
    missingHint:
      'Le serveur de ce portail ne fournit pas cette information. Elle vient avec une version plus récente d’EMR Backup.',
  },
  verdictTook: {
    proven_one:
      'La dernière vraie restauration a eu lieu {{when}}; elle a duré {{time}}, et {{count}} vérification a tenu.',
    proven_other:
      'La dernière vraie restauration a eu lieu {{when}}; elle a duré {{time}}, et {{count}} vérifications ont tenu.',
  },
  rule: {
    list: 'La règle 3-2-1-1-0',
    copies: 'Copies',
    media: 'Supports',
    offsite: 'Hors site',
    immutable: 'Immuable ou hors ligne',
    errors: 'Erreurs du dernier exercice',
    met: 'Prouvé',
    declared: 'Déclaré',
    short: 'Manquant',
    unknown: 'Inconnu',
    none: 'Aucune',
    found_one: '{{count}} trouvée',
    found_other: '{{count}} trouvées',
    legend:
      'Plein = prouvé par une machine, creux = seulement déclaré, pointillé = manquant.',
    mark: '{{rule}} : {{wanted}} attendu(s), {{declared}} déclaré(s), {{proved}} prouvé(s)',
  },
  finding: {
    none: 'Rien en cours : toutes les vérifications des derniers exercices ont tenu et aucune alarme n’est levée.',
    from: 'Constaté par l’exercice du {{when}}',
    alarmsMissing:
      'Les alarmes ne sont pas disponibles ici; seuls les exercices sont montrés.',
  },
  agreement: {
    same: 'Même contenu',
    differs: 'Diffère',
    behind: 'En retard',
    unknown: 'Non comparée',
    replica: 'réplique, ne compte pas comme sauvegarde',
    mirror: 'miroir, ne compte pas comme sauvegarde',
  },
  times: {
    none: 'Le graphique apparaît après le premier exercice réussi.',
    summary_one:
      '{{count}} exercice, le dernier a duré {{newest}}; phase la plus longue : {{phase}}.',
    summary_other:
      '{{count}} exercices, le dernier a duré {{newest}}; phase la plus longue : {{phase}}.',
    estimate: 'Reprise estimée {{estimate}}, sur {{rto}} permis',
    estimateOpen: 'Reprise estimée {{estimate}}, sans objectif fixé',
    estimateOver: 'Reprise estimée {{estimate}}, plus que les {{rto}} permis',
    estimateNone: 'Pas encore d’estimation de reprise',
    basis: {
      measured:
        'Mesurée : la preuve la plus récente a tourné sur un serveur à ses réglages par défaut, comme une vraie reprise.',
      scaled:
        'Mise à l’échelle : le chargement de la preuve la plus récente, rapporté au dernier exercice sur un serveur à ses réglages par défaut.',
      tuned:
        'Serveur accéléré : aucun exercice n’a encore tourné sur un serveur à ses réglages par défaut. Une vraie reprise prend plus de temps.',
    },
    basisShort: {
      measured: 'mesurée',
      scaled: 'mise à l’échelle',
      tuned: 'serveur accéléré, une vraie reprise est plus lente',
    },
    asTable: 'Montrer en tableau',
    table: 'Durées en chiffres',
    total: 'Total',
    drill: 'Exercice',
  },
};
