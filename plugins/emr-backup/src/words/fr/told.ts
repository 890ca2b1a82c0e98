import type { Translated } from './Translated';

/** Ce que le serveur compose de plusieurs phrases : trousses de reprise, règle des copies, plan des exercices. */
export const told = {
  kitStep: {
    tell: 'Prévenir qui en répond',
    fetch: 'Récupérer la sauvegarde',
    digests: 'S’assurer que ce sont bien les fichiers prouvés',
    open: 'L’ouvrir',
    server: 'Préparer un serveur',
    place: 'Mettre les données en place',
    load: 'La charger',
    count: 'Vérifier ce qui en est sorti',
    documents: 'Rapporter les documents',
    start: 'Démarrer le DME sur la copie',
  },
  told: {
    'kit-owner': '{{owner}} répond de cette sauvegarde.',
    'kit-nobody': 'Personne ne répond de cette sauvegarde.',
    'kit-operator': '{{operator}} l’exploite.',
    'kit-leave':
      'Laissez le serveur endommagé tel quel jusqu’à ce que quelqu’un ait décidé que plus rien de ce qu’il contient n’est nécessaire.',
    'kit-place': 'Elle se trouve sous {{place}} dans le dépôt {{store}}.',
    'kit-place-at':
      'Elle se trouve sous {{place}} dans le dépôt {{store}}, à {{location}}.',
    'kit-nowhere': 'Ce portail ne sait pas où elle se trouve.',
    'kit-newest': 'La dernière sauvegarde est {{name}}, faite le {{at}}.',
    'kit-take-newest': 'Prenez la plus récente qui soit complète.',
    'kit-folder':
      'Le dépôt {{store}} est un dossier de la machine du portail, ou un partage qui y est monté.',
    'kit-rclone':
      'Le dépôt {{store}} est lu par rclone. Son adresse et ses identifiants sont dans la configuration de rclone que nomme app-config emrBackup.stores.{{store}}; donnez-la à rclone par --config ou RCLONE_CONFIG.',
    'kit-restic':
      'Le dépôt {{store}} est un dépôt restic. Donnez à RESTIC_REPOSITORY et à RESTIC_PASSWORD_FILE les valeurs que nomme app-config emrBackup.stores.{{store}}; les fichiers arriveront sous le dossier « restored ».',
    'kit-borg':
      'Le dépôt {{store}} est un dépôt Borg. Donnez à BORG_REPO son adresse et à BORG_PASSCOMMAND une commande qui écrit sa phrase de passe, comme les nomme app-config emrBackup.stores.{{store}}; les fichiers arriveront dans le dossier courant, sous leurs chemins d’origine.',
    'kit-digests_one':
      'Le dernier exercice réussi en a lu {{count}} jusqu’au bout; la réponse doit être « OK ».',
    'kit-digests_other':
      'Le dernier exercice réussi en a lu {{count}} jusqu’au bout; chacun doit répondre « OK ».',
    'kit-open':
      'De l’extérieur vers l’intérieur, pour chaque fichier : {{formats}}. IN et OUT sont des noms de votre choix.',
    'kit-key':
      'La clé est {{key}}, sous emrBackup.keys dans app-config; mettez-la dans un fichier KEYFILE que vous seul pouvez lire, puis supprimez ce fichier.',
    'kit-server': 'L’exercice a employé {{server}}.',
    'kit-settings':
      'Réglages qu’il lui fallait : {{settings}}. Mettez-les d’abord dans la configuration du serveur.',
    'kit-no-settings': 'Il ne lui fallait aucun réglage particulier.',
    'kit-new-server':
      'Prenez un nouveau serveur ou une nouvelle base de données vide; jamais celle qui est endommagée.',
    'kit-stopped':
      'Le serveur doit être arrêté pendant que l’on remplace son dossier de données.',
    'kit-loaded_one':
      'L’exercice a chargé {{count}} table. Un message d’erreur met fin à l’essai : notez-le et demandez de l’aide avant de continuer.',
    'kit-loaded_other':
      'L’exercice a chargé {{count}} tables. Un message d’erreur met fin à l’essai : notez-le et demandez de l’aide avant de continuer.',
    'kit-counted':
      'Lignes comptées par le dernier exercice réussi : {{tables}}. Une sauvegarde plus récente en a autant ou un peu plus; s’il y en a beaucoup moins, arrêtez-vous.',
    'kit-newest-record':
      'L’enregistrement le plus récent qu’il a trouvé datait du {{day}} ({{from}}).',
    'kit-documents':
      'L’exercice a trouvé {{found}} documents sur les {{referenced}} que nomme la base de données. Copiez les documents de la sauvegarde là où le DME les cherche, avec le même propriétaire et les mêmes droits qu’avant.',
    'kit-look-up':
      'Avant que quiconque y écrive, demandez à quelqu’un de la clinique de retrouver un patient connu, un rendez-vous des derniers jours et un document.',
    'kit-not-proven': 'Aucun exercice n’a prouvé ceci : {{gaps}}',
    'kit-not-asked': 'Vérifications qui n’ont pas pu être faites : {{checks}}.',
    'kit-store-silent':
      'Le contenu du dépôt n’a pas pu être lu : cherchez vous-même le fichier le plus récent.',
    'kit-never-passed':
      'Aucun exercice de cette sauvegarde n’a encore réussi : personne ne sait comment elle s’ouvre et se charge, ni si cela se peut.',
    'kit-newer':
      'La dernière sauvegarde est plus récente que celle du dernier exercice réussi; les étapes sont celles de cet exercice.',
    'rule-copies_one':
      'Déclarées : les données en service et {{count}} copie de sauvegarde. Copies où une sauvegarde récente et entière a été vue : {{seen}}.',
    'rule-copies_other':
      'Déclarées : les données en service et {{count}} copies de sauvegarde. Copies où une sauvegarde récente et entière a été vue : {{seen}}.',
    'rule-not-in': 'Il n’y en a pas dans {{stores}}.',
    'rule-no-medium':
      'Aucune copie ne dit sur quoi elle se trouve (copies[].medium), et aucune machine ne peut le voir.',
    'rule-media':
      'Supports déclarés : {{media}}; les données en service sont sur disque.',
    'rule-media-declared':
      'Un support n’est jamais que déclaré : aucune machine ne peut le voir.',
    'rule-none-offsite': 'Aucune copie de sauvegarde n’est déclarée hors site.',
    'rule-offsite_one': '{{count}} copie est déclarée hors site.',
    'rule-offsite_other': '{{count}} copies sont déclarées hors site.',
    'rule-offsite-shown_one':
      'Attestées par une sauvegarde récente vue dans le dépôt ou par le registre de garde : {{count}} copie.',
    'rule-offsite-shown_other':
      'Attestées par une sauvegarde récente vue dans le dépôt ou par le registre de garde : {{count}} copies.',
    'rule-none-immutable':
      'Aucune copie de sauvegarde n’est déclarée immuable, et aucune n’est emportée.',
    'rule-locked_one':
      '{{stores}} : déclarée immuable, ce qui n’est jamais que déclaré. Aucun dépôt ne le prouve de l’extérieur.',
    'rule-locked_other':
      '{{stores}} : déclarées immuables, ce qui n’est jamais que déclaré. Aucun dépôt ne le prouve de l’extérieur.',
    'rule-carried_one':
      'Supports emportés : {{count}}, dont absents selon le registre de garde : {{away}}.',
    'rule-carried_other':
      'Supports emportés : {{count}}, dont absents selon le registre de garde : {{away}}.',
    'rule-no-drill': 'Aucun exercice n’a encore jugé de sauvegarde.',
    'rule-errors_one': 'Dernier exercice ({{on}}) : {{count}} erreur trouvée.',
    'rule-errors_other':
      'Dernier exercice ({{on}}) : {{count}} erreurs trouvées.',
    'rule-passed_one': '{{count}} vérification réussie.',
    'rule-passed_other': '{{count}} vérifications réussies.',
    'pool-no-runner_one':
      'Aucun exécuteur du groupe {{pool}} n’est en marche : {{count}} tâche reste sans exercice.',
    'pool-no-runner_other':
      'Aucun exécuteur du groupe {{pool}} n’est en marche : {{count}} tâches restent sans exercice.',
    'pool-missed_one': '{{count}} clinique manquera son exercice {{turn}}.',
    'pool-missed_other':
      '{{count}} cliniques manqueront leur exercice {{turn}}.',
    'pool-lacking_one':
      'Il faut {{count}} minute de plus {{per}} avant que des preuves deviennent trop vieilles.',
    'pool-lacking_other':
      'Il faut {{count}} minutes de plus {{per}} avant que des preuves deviennent trop vieilles.',
    'pool-short':
      'Les exercices prennent {{needed}} {{per}} et disposent de {{available}}.',
    'pool-enough_one':
      'Chaque exercice du prochain jour ({{count}}) aura lieu à temps : les exercices prennent {{needed}} {{per}} et disposent de {{available}}.',
    'pool-enough_other':
      'Chaque exercice des {{count}} prochains jours aura lieu à temps : les exercices prennent {{needed}} {{per}} et disposent de {{available}}.',
    'plan-paused': 'Suspendu par {{by}} : {{reason}}',
    'plan-no-backup':
      'Aucune sauvegarde n’a été vue dans la copie soumise aux exercices.',
    'no-runner-of-pool':
      'Aucun exécuteur du groupe {{pool}} n’est en marche; les exercices en attendent un.',
    'no-runner-of-engine':
      'Aucun exécuteur du groupe {{pool}} n’a le moteur {{engine}}; les exercices en attendent un.',
  },
  toldWord: {
    day: 'par jour',
    night: 'par nuit',
    daily: 'quotidien',
    weekly: 'hebdomadaire',
    monthly: 'mensuel',
    any: 'prévu',
  },
  jobProblem: {
    'schedule-unreadable': 'L’horaire de la sauvegarde est illisible.',
    'drill-policy-unreadable':
      'Le rythme ou la plage horaire des exercices est illisible.',
    'no-runner':
      'Aucun exécuteur capable d’exercer cette sauvegarde n’est en marche.',
  },
} satisfies Translated;
