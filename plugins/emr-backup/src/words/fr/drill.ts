import type { Translated } from './Translated';

/** Mots de la page d'un exercice de restauration. */
export const drill: Translated = {
  drill: {
    title: 'Exercice de {{taken}}',
    titleFrom: 'Exercice de {{taken}}, depuis {{place}}',
    titleUnknown: 'Exercice de {{job}}',
    queuedSub: 'Mis en attente {{when}}, lancé par {{who}}',
    runningSub: 'Commencé {{when}} par {{who}}, en cours depuis {{time}}',
    finishedSub: 'Commencé {{when}} par {{who}}, a duré {{time}}',
    cancel: 'Annuler l’exercice',
    cancelFailed: 'L’exercice n’a pas pu être annulé',
    phases: 'Étapes de l’exercice',
    queued: 'L’exercice attend qu’un exécuteur se libère.',
    running:
      'L’exercice est en cours; les vérifications apparaissent à mesure.',
    checks: 'Vérifications',
    checksNone: 'Les vérifications commencent une fois la copie chargée.',
    checksNever: 'L’exercice a pris fin avant toute vérification.',
    column: {
      result: 'Résultat',
      check: 'Vérification',
      found: 'Ce qui a été constaté',
    },
    measured: 'mesuré {{value}}, attendu {{expected}}',
    artifact: 'Sauvegarde',
    name: 'Nom',
    taken: 'Prise',
    size: 'Taille',
    files_one: '{{count}} fichier',
    files_other: '{{count}} fichiers',
    format: 'Format',
    store: 'Dépôt',
    digests: 'Empreintes',
    engine: 'Moteur et isolement',
    engineName: 'Moteur',
    server: 'Serveur jetable',
    noServer: 'aucun n’a été démarré',
    profile: 'Profil',
    recognised: '{{name}}, reconnu d’après les tables',
    settings: 'Réglages',
    wiped: 'Effacé',
    wipedYes: 'oui, il ne reste rien',
    wipedNo: 'non : examinez le dossier de travail de l’exécuteur',
    engineLater: 'Connu une fois le serveur jetable démarré.',
    contents: 'Ce qui en est sorti',
    contentsLater: 'Compté pendant la vérification de la copie restaurée.',
    dataAge: 'Âge des données',
    newest: 'Dernier enregistrement',
    tables: 'Tables',
    rows: 'Lignes',
    documents: 'Documents',
    documentsValue: '{{found}} trouvés sur {{referenced}}',
    documentsHashed: '{{hashed}} d’empreinte identique',
    documentsBad: '{{missing}} manquants, {{empty}} vides, {{altered}} altérés',
    unproven: 'Cet exercice ne prouve pas',
    unprovenLater: 'Précisé une fois l’exercice terminé.',
    unprovenNone: 'Le rapport ne nomme rien.',
    unprovenCheck: '{{check}} : {{meaning}}',
    tiers: {
      quick: 'Restauration rapide',
      data: 'Restauration des données',
      full: 'Restauration complète',
    },
    tierValue: '{{tier}} : {{means}}',
    tierMeans: {
      quick:
        'le début de chaque table : trouve tôt les sauvegardes gâtées, ne prouve aucune restauration',
      data: 'toutes les lignes, sans les index : ne prouve aucune restauration',
      full: 'tout : la seule restauration qui vaut une preuve',
    },
    tunings: {
      throwaway:
        'un serveur réglé pour être jeté, plus rapide qu’une vraie reprise',
      default:
        'un serveur à ses réglages par défaut, comme lors d’une vraie reprise',
    },
    notProof:
      'Réussir en partie ne prouve aucune restauration : l’état reste ce qu’il était.',
    tier: 'Restauré',
    tuning: 'Durées mesurées sur',
    outcomeSentence: {
      passed:
        'La sauvegarde a réellement été restaurée et toutes les vérifications ont réussi.',
      failed: 'La sauvegarde est mauvaise.',
      error:
        'Cet exercice n’a pas pu juger la sauvegarde. L’état reste inchangé.',
      cancelled:
        'L’exercice a été annulé avant d’avoir pu juger la sauvegarde.',
    },
  },
};
