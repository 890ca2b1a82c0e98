/** Words said in more than one room. */
export const shared = {
  unit: { day: 'd', hour: 'h', minute: 'm', second: 's' },
  standing: {
    failing: { word: 'Failing', hint: 'a restore did not hold' },
    overdue: { word: 'Overdue', hint: 'backup or drill too old' },
    unproven: { word: 'Unproven', hint: 'only someone’s word' },
    proven: { word: 'Proven', hint: 'restored within policy' },
  },
  outcome: {
    passed: 'Passed',
    failed: 'Failed',
    error: 'Could not judge',
    cancelled: 'Cancelled',
    queued: 'Waiting',
    running: 'Running',
  },
  check: {
    pass: 'Held',
    fail: 'Failed',
    warn: 'Warning',
    skip: 'Not asked',
  },
  phase: {
    fetch: 'Fetch',
    open: 'Open',
    boot: 'Boot',
    load: 'Load',
    index: 'Index',
    verify: 'Verify',
    wipe: 'Wipe',
    waiting: 'waiting',
    unreached: 'not reached',
    unneeded: 'not needed',
    running: 'under way',
    done: 'done',
    failed: 'stopped here',
  },
  hosting: {
    'on-premise': 'on-premise',
    'co-location': 'co-location',
    cloud: 'cloud',
    saas: 'SaaS',
  },
  common: {
    retry: 'Try again',
    nobody: 'nobody',
    unknown: 'unknown',
    never: 'never',
    ofObjective: 'of {{objective}}',
    updatedLate: 'Showing what was read before; the newest read failed.',
    loading: 'Loading',
  },
  problem: {
    title: 'This could not be read',
    forbidden:
      'You are not allowed to see this. Ask the owner of this portal for the permission “emr-backup.read”.',
    missing:
      'EMR Backup does not know this yet. If it was registered a moment ago, it appears after the next catalog refresh.',
    unreachable:
      'The EMR Backup backend did not answer. Check that the plugin “emr-backup” is installed in the backend and running, then try again.',
  },
  strip: {
    label:
      'Last {{days}} days: {{observed}} with a backup, {{hollow}} hollow, {{missed}} missed, {{unknown}} unknown. Drills: {{passed}} passed, {{failed}} failed, {{error}} could not be judged.',
    observed: 'backup seen',
    hollow: 'hollow backup',
    missed: 'backup missed',
    unknown: 'not known',
    passed: 'drill passed',
    failed: 'drill failed',
    error: 'drill could not be judged',
  },
  age: {
    label: 'Backup age {{age}}, objective {{objective}}',
    labelOpen: 'Backup age {{age}}, no objective set',
    taken: 'Newest backup',
    none: 'No backup has been seen',
  },
  recovery: {
    label: 'Recovery estimate {{estimate}}, recovery time objective {{rto}}',
  },
} as const;
