import type { Translated } from './Translated';

/** Mots du journal d'un exercice. */
export const drillLog: Translated = {
  drillLog: {
    title: 'Journal',
    show: 'Afficher le journal',
    hide: 'Masquer le journal',
    label: 'Ce que l’exercice a fait, ligne par ligne',
    waiting:
      'Les lignes apparaissent dès qu’un exécuteur a commencé l’exercice.',
    none: 'Rien n’a été noté : l’exercice a pris fin avant de commencer, ou une version sans journal l’a exécuté.',
    level: { info: 'info', warn: 'avertissement', error: 'erreur' },
  },
};
