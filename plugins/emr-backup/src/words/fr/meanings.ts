import type { Translated } from './Translated';

/** Ce que signifient les codes du serveur, en une phrase chacun. */
export const meanings: Translated = {
  reason: {
    hollow: 'La sauvegarde ne contient rien.',
    truncated: 'La sauvegarde s’arrête avant la fin prévue par son format.',
    'archive-damaged':
      'Des octets de la sauvegarde ont changé : une somme de contrôle à l’intérieur ne correspond pas.',
    'trailer-missing': 'Le vidage a été coupé : sa ligne de fin manque.',
    'undecryptable-wrong-key':
      'La clé nommée pour la tâche n’ouvre pas cette sauvegarde.',
    'undecryptable-truncated':
      'La clé convient, mais le fichier chiffré s’arrête au milieu.',
    'not-a-backup':
      'Le fichier n’est pas une sauvegarde qu’un moteur connaisse.',
    'chain-incomplete': 'Il manque une partie de la sauvegarde.',
    'tables-missing': 'Des tables ne sont pas revenues.',
    'core-table-missing':
      'Il manque une table sans laquelle il n’y a pas de dossiers.',
    'core-table-empty':
      'Une table sans laquelle il n’y a pas de dossiers est revenue vide.',
    'constraints-missing':
      'Il manque des clés ou des contraintes dans la copie.',
    'indexes-missing': 'Il manque des index dans la copie.',
    'routines-missing':
      'Il manque des fonctions ou des procédures dans la copie.',
    'triggers-missing': 'Il manque des déclencheurs dans la copie.',
    'views-missing': 'Il manque des vues dans la copie.',
    'view-unusable': 'Une vue est revenue, mais elle est illisible.',
    'rows-shrunk':
      'Une table a perdu plus de lignes que permis depuis le dernier exercice réussi.',
    'stale-content':
      'Le dernier enregistrement de la sauvegarde est trop ancien : le fichier est récent, son contenu ne l’est pas.',
    'encoding-damaged': 'Du texte a été abîmé en entrant dans la sauvegarde.',
    'wrong-product': 'La sauvegarde est celle d’un autre produit.',
    'wrong-clinic': 'La sauvegarde semble être celle d’une autre clinique.',
    'documents-missing':
      'Des documents nommés dans la base de données ne sont pas dans la sauvegarde.',
    'documents-empty':
      'Des documents nommés dans la base de données sont des fichiers vides.',
    'documents-altered':
      'Des documents ne correspondent pas à l’empreinte enregistrée lors de leur classement.',
    'documents-out-of-step':
      'Les documents sont beaucoup plus récents que la base de données voisine.',
    'document-keys-missing':
      'Il manque des clés pour lire les documents chiffrés.',
    'client-command-in-dump':
      'Le vidage contient une commande qui s’exécuterait là où il est restauré; elle n’a pas été exécutée.',
    'table-corrupt':
      'Une table est abîmée et ne peut pas être lue jusqu’au bout.',
    'custom-check':
      'Une attente d’une vérification propre au site n’est pas remplie.',
    'load-error': 'Le serveur a refusé une instruction du vidage.',
    'artifact-missing': 'Il n’y a pas de sauvegarde là où la tâche l’indique.',
    'artifact-unreadable':
      'La sauvegarde est là, mais elle ne peut pas être lue.',
    'store-missing': 'La tâche nomme un dépôt absent de app-config.',
    'store-unreachable': 'Le dépôt ne répond pas.',
    'key-unavailable':
      'La clé qui ouvre la sauvegarde n’est pas configurée ou ne peut pas être lue.',
    'profile-unknown': 'Il n’y a pas de profil de ce nom.',
    'profile-invalid': 'Le profil demande quelque chose d’impossible ici.',
    'format-unsupported':
      'Aucun moteur installé ici ne peut restaurer ce format.',
    'tool-missing':
      'Un programme nécessaire pour ouvrir la sauvegarde n’est pas installé.',
    'engine-missing':
      'Aucun serveur pour cette base de données n’est installé sur l’exécuteur.',
    'engine-version':
      'La sauvegarde vient d’un serveur plus récent que celui installé ici.',
    'engine-start': 'Le serveur jetable n’a pas démarré ou a disparu.',
    'environment-collation':
      'Le serveur installé ici ne connaît pas un jeu de caractères ou un classement de la sauvegarde.',
    'missing-extension':
      'La sauvegarde exige une extension de PostgreSQL qui n’est pas installée ici.',
    'missing-role':
      'La sauvegarde attribue des objets à des rôles qu’elle n’apporte pas.',
    'scratch-full':
      'Le disque du dossier de travail est plein ou ne peut pas contenir la copie.',
    'scratch-unwritable':
      'Le dossier de travail n’est pas accessible en écriture.',
    'memory-short': 'Le serveur jetable a pris plus de mémoire que permis.',
    'timed-out': 'L’exercice a duré plus longtemps que permis.',
    'runner-lost': 'Le processus qui exécutait l’exercice a disparu.',
    'check-error': 'Une vérification n’a pas pu être faite.',
    'wipe-failed':
      'Le dossier jetable n’a pas pu être supprimé; il contient une copie restaurée.',
    internal: 'L’exercice a pris fin par une faute de notre part.',
    restored:
      'La sauvegarde a été restaurée, et toutes les vérifications possibles ont réussi.',
    'restored-in-part':
      'La sauvegarde a été restaurée en partie, et toutes les vérifications que cette partie permet ont réussi.',
    cancelled: 'L’exercice a été annulé.',
  },
  standingReason: {
    'drill-failed': 'Le dernier exercice a trouvé la sauvegarde mauvaise.',
    'backup-overdue': 'La dernière sauvegarde est plus ancienne que permis.',
    'backup-missing': 'Il n’y a pas de sauvegarde là où la tâche l’indique.',
    'proof-overdue':
      'La dernière restauration prouvée est plus ancienne que permis.',
    'drill-overdue':
      'Aucun exercice n’a jugé cette sauvegarde dans le délai permis.',
    'data-too-old':
      'Le dernier enregistrement de la sauvegarde prouvée était plus ancien que permis.',
    'vendors-word': 'Il n’y a que la parole du fournisseur.',
    'never-proven': 'Aucun exercice n’a encore restauré cette sauvegarde.',
    'no-backup-job':
      'Le catalogue ne nomme aucune tâche de sauvegarde pour cette clinique.',
    proven: 'La sauvegarde a été restaurée et vérifiée.',
  },
  checkTitle: {
    'not-hollow': 'Pas vide',
    opened: 'Ouverte jusqu’au dernier octet',
    chain: 'Chaîne complète',
    'client-commands': 'Aucune commande dans le vidage',
    loaded: 'Chargée sans erreur',
    trailer: 'Ligne de fin présente',
    'table-list': 'Tables du produit',
    'core-tables': 'Tables essentielles présentes et remplies',
    'schema-fingerprint': 'Structure inchangée',
    constraints: 'Clés et contraintes présentes',
    indexes: 'Index présents',
    routines: 'Routines présentes',
    triggers: 'Déclencheurs présents',
    views: 'Vues présentes',
    'views-usable': 'Vues lisibles',
    'table-integrity': 'Tables saines jusqu’à la dernière page',
    'row-counts': 'Lignes par rapport au dernier exercice',
    'newest-record': 'Dernier enregistrement clinique',
    'text-encoding': 'Encodage du texte',
    canaries: 'Textes témoins lisibles',
    documents: 'Documents conformes à la base de données',
    'document-keys': 'Clés de lecture des documents présentes',
    'clinic-identity': 'La clinique annoncée',
  },
  checkSaid: {
    pass: {
      'not-hollow': 'La sauvegarde a un contenu derrière ses enveloppes.',
      opened: 'Toutes les enveloppes et archives se sont ouvertes.',
      chain: 'Les parties de la sauvegarde vont ensemble.',
      'client-commands':
        'Le vidage ne contient que des données et des définitions.',
      loaded: 'Le serveur jetable a accepté toutes les instructions.',
      trailer:
        'Le vidage se termine par la dernière ligne que son programme écrit.',
      'table-list': 'Les tables attendues sont revenues.',
      'core-tables':
        'Les tables qui contiennent les dossiers sont là et remplies.',
      'schema-fingerprint': 'La structure est celle du dernier exercice.',
      constraints: 'Toutes les clés et contraintes attendues sont revenues.',
      indexes: 'Tous les index attendus sont revenus.',
      routines: 'Toutes les fonctions et procédures attendues sont revenues.',
      triggers: 'Tous les déclencheurs attendus sont revenus.',
      views: 'Toutes les vues attendues sont revenues.',
      'views-usable': 'Toutes les vues sont lisibles.',
      'table-integrity': 'Toutes les tables ont pu être lues jusqu’au bout.',
      'row-counts': 'Aucune table n’a perdu plus de lignes que permis.',
      'newest-record': 'Le dernier enregistrement est assez récent.',
      'text-encoding': 'Les textes examinés sont intacts.',
      canaries: 'Les textes témoins sont revenus à la lettre.',
      documents:
        'Les documents nommés dans la base de données sont là et intacts.',
      'document-keys': 'Les clés pour lire les documents sont là.',
      'clinic-identity': 'La copie est celle de la clinique annoncée.',
    },
    fail: {
      'not-hollow': 'La sauvegarde ne contient rien.',
      opened:
        'Une enveloppe ou une archive ne s’est pas ouverte jusqu’au bout.',
      chain: 'Les parties de la sauvegarde ne vont pas ensemble.',
      'client-commands':
        'Le vidage contient une commande pour le programme client.',
      loaded: 'Le serveur jetable a refusé une instruction.',
      trailer: 'Il manque au vidage la dernière ligne que son programme écrit.',
      'table-list': 'Des tables attendues ne sont pas revenues.',
      'core-tables': 'Une table qui contient les dossiers manque ou est vide.',
      'schema-fingerprint': 'La structure n’est pas celle du dernier exercice.',
      constraints: 'Des clés ou des contraintes attendues manquent.',
      indexes: 'Des index attendus manquent.',
      routines: 'Des fonctions ou des procédures attendues manquent.',
      triggers: 'Des déclencheurs attendus manquent.',
      views: 'Des vues attendues manquent.',
      'views-usable': 'Une vue est illisible.',
      'table-integrity': 'Une table est abîmée.',
      'row-counts': 'Une table a perdu plus de lignes que permis.',
      'newest-record': 'Le dernier enregistrement est trop ancien.',
      'text-encoding':
        'Des textes sont abîmés par un mauvais jeu de caractères.',
      canaries: 'Un texte témoin n’est pas revenu tel qu’il était.',
      documents:
        'Des documents nommés dans la base de données manquent ou sont abîmés.',
      'document-keys': 'Il manque des clés pour lire les documents.',
      'clinic-identity': 'La copie semble être celle d’une autre clinique.',
    },
    any: {
      pass: 'C’est comme il se doit.',
      fail: 'Ce n’est pas comme il se doit.',
      warn: 'Ce n’est pas comme attendu; la sauvegarde n’en est pas mauvaise pour autant.',
      skip: 'Cela n’a pas pu être vérifié sur cette sauvegarde.',
    },
  },
};
