import type {
  JobProblem,
  RecoveryStepCode,
} from '@emr-backup/plugin-emr-backup-common';

/**
 * What the backend composes out of several sentences: recovery kits, the copy
 * rules, the drill plan. English pages show the text the backend itself
 * composed; these are what other languages translate.
 */
export const told = {
  kitStep: {
    tell: 'Tell who answers for it',
    fetch: 'Fetch the backup',
    digests: 'Make sure these are the files that were proved',
    open: 'Open it',
    server: 'Prepare a server',
    place: 'Put the data in place',
    load: 'Load it',
    count: 'Check what came out',
    documents: 'Bring back the documents',
    start: 'Start the EMR on the copy',
  } satisfies Record<RecoveryStepCode, string>,
  told: {
    'kit-owner': '{{owner}} answers for this backup.',
    'kit-nobody': 'Nobody answers for this backup.',
    'kit-operator': '{{operator}} runs the backup.',
    'kit-leave':
      'Leave the damaged server as it is until somebody has decided that nothing on it is needed any more.',
    'kit-place': 'It lies at {{place}} in the store {{store}}.',
    'kit-place-at':
      'It lies at {{place}} in the store {{store}} in {{location}}.',
    'kit-nowhere': 'It lies nowhere this portal knows of.',
    'kit-newest': 'The newest backup is {{name}}, taken {{at}}.',
    'kit-take-newest': 'Take the newest one that is complete.',
    'kit-folder':
      'The store {{store}} is a folder of the portal’s machine, or a share mounted there.',
    'kit-rclone':
      'The store {{store}} is read by rclone. Its remote and credentials stand in the rclone configuration that app-config emrBackup.stores.{{store}} names; give it to rclone with --config or RCLONE_CONFIG.',
    'kit-restic':
      'The store {{store}} is a restic repository. Set RESTIC_REPOSITORY and RESTIC_PASSWORD_FILE to what app-config emrBackup.stores.{{store}} names; the files come to lie below the folder “restored”.',
    'kit-borg':
      'The store {{store}} is a Borg repository. Set BORG_REPO to its address and BORG_PASSCOMMAND to a command that prints its passphrase, as app-config emrBackup.stores.{{store}} names them; the files come to lie in the current folder under the paths they were stored with.',
    'kit-digests_one':
      'The last passed drill read {{count}} of them to the end; it must answer “OK”.',
    'kit-digests_other':
      'The last passed drill read {{count}} of them to the end; each must answer “OK”.',
    'kit-open':
      'From the outside to the inside, for every file: {{formats}}. IN and OUT are names of your choice.',
    'kit-key':
      'The key is {{key}} in app-config emrBackup.keys; put it into a file KEYFILE that only you can read, and remove that file afterwards.',
    'kit-server': 'The drill used {{server}}.',
    'kit-settings':
      'Settings it needed: {{settings}}. Put them into the server’s configuration first.',
    'kit-no-settings': 'It needed no settings of its own.',
    'kit-new-server':
      'Use a new server or a new, empty database; never the damaged one.',
    'kit-stopped':
      'The server must be stopped while its data folder is replaced.',
    'kit-loaded_one':
      'The drill loaded {{count}} table. An error message is the end of the attempt: note it and ask for help before going on.',
    'kit-loaded_other':
      'The drill loaded {{count}} tables. An error message is the end of the attempt: note it and ask for help before going on.',
    'kit-counted':
      'Rows the last passed drill counted: {{tables}}. A newer backup has as many or a few more; far fewer is a reason to stop.',
    'kit-newest-record':
      'The newest record it found was of {{day}} ({{from}}).',
    'kit-documents':
      'The drill found {{found}} of the {{referenced}} documents the database names. Copy the documents of the backup to where the EMR looks for them, with the same owner and permissions as before.',
    'kit-look-up':
      'Let somebody from the clinic look up a known patient, an appointment of the last days and a document before anybody writes into it.',
    'kit-not-proven': 'No drill has proved: {{gaps}}',
    'kit-not-asked': 'Checks that could not be asked: {{checks}}.',
    'kit-store-silent':
      'The store could not be listed just now: look up the newest file yourself.',
    'kit-never-passed':
      'No drill of this backup has passed yet, so that nobody knows how it is opened and loaded, nor whether it can be.',
    'kit-newer':
      'The newest backup is newer than the one the last passed drill restored; the steps are those of that drill.',
    'rule-copies_one':
      'The live data and {{count}} backup copy are declared; copies a fresh, whole backup was seen in: {{seen}}.',
    'rule-copies_other':
      'The live data and {{count}} backup copies are declared; copies a fresh, whole backup was seen in: {{seen}}.',
    'rule-not-in': 'Not in {{stores}}.',
    'rule-no-medium':
      'No copy says what it lies on (copies[].medium), and no machine can see it.',
    'rule-media': 'Declared are {{media}}, the live data being on disk.',
    'rule-media-declared':
      'A medium is only ever declared: no machine can see it.',
    'rule-none-offsite': 'No backup copy is declared off site.',
    'rule-offsite_one': '{{count}} copy is declared off site.',
    'rule-offsite_other': '{{count}} copies are declared off site.',
    'rule-offsite-shown_one':
      '{{count}} of them is shown to be there, by a fresh backup seen in the store or by the custody log.',
    'rule-offsite-shown_other':
      '{{count}} of them are shown to be there, by a fresh backup seen in the store or by the custody log.',
    'rule-none-immutable':
      'No backup copy is declared immutable, and none is carried away.',
    'rule-locked_one':
      '{{stores}} is declared immutable, which is only ever declared: no store proves it from outside.',
    'rule-locked_other':
      '{{stores}} are declared immutable, which is only ever declared: no store proves it from outside.',
    'rule-carried_one':
      'Of {{count}} carried medium the custody log shows {{away}} to be away.',
    'rule-carried_other':
      'Of {{count}} carried media the custody log shows {{away}} to be away.',
    'rule-no-drill': 'No drill has judged a backup yet.',
    'rule-errors_one': 'The drill of {{on}} found {{count}} error.',
    'rule-errors_other': 'The drill of {{on}} found {{count}} errors.',
    'rule-passed_one': '{{count}} check passed.',
    'rule-passed_other': '{{count}} checks passed.',
    'pool-no-runner_one':
      'No runner of pool {{pool}} is up: {{count}} job is not drilled.',
    'pool-no-runner_other':
      'No runner of pool {{pool}} is up: {{count}} jobs are not drilled.',
    'pool-missed_one': '{{count}} clinic will miss its {{turn}} drill.',
    'pool-missed_other': '{{count}} clinics will miss their {{turn}} drill.',
    'pool-lacking_one':
      '{{count}} more minute {{per}} is needed before proofs grow too old.',
    'pool-lacking_other':
      '{{count}} more minutes {{per}} are needed before proofs grow too old.',
    'pool-short': 'Drills take {{needed}} {{per}} and have {{available}}.',
    'pool-enough_one':
      'Every drill of the next {{count}} day has its turn in time: drills take {{needed}} {{per}} and have {{available}}.',
    'pool-enough_other':
      'Every drill of the next {{count}} days has its turn in time: drills take {{needed}} {{per}} and have {{available}}.',
    'plan-paused': 'Paused by {{by}}: {{reason}}',
    'plan-no-backup': 'No backup was seen in the copy that is drilled.',
    'no-runner-of-pool':
      'No runner of pool {{pool}} is up; drills wait for one.',
    'no-runner-of-engine':
      'No runner of pool {{pool}} has the engine {{engine}}; drills wait for one.',
  },
  toldWord: {
    day: 'a day',
    night: 'a night',
    daily: 'daily',
    weekly: 'weekly',
    monthly: 'monthly',
    any: 'next',
  },
  jobProblem: {
    'schedule-unreadable': 'The schedule of the backup cannot be read.',
    'drill-policy-unreadable': 'The rhythm or window of drills cannot be read.',
    'no-runner': 'No runner that can drill this backup is up.',
  } satisfies Record<JobProblem, string>,
};
