/** Words of the cards that tell a clinic's and a job's story beyond the standing. */
export const story = {
  title: {
    findings: 'Open findings',
    times: 'Drill time by phase',
    alarms: 'Open alarms',
    schedule: 'Drill schedule',
    history: 'Backup history',
    heartbeat: 'Heartbeat',
    custody: 'Custody of carried copies',
    record: 'Success record, 90 days',
    system: 'System',
    needs: 'What it needs',
  },
  offered: {
    missing: 'Not available here',
    missingHint:
      'The backend of this portal does not tell this. It comes with a newer EMR Backup backend.',
  },
  verdictTook: {
    proven_one:
      'It was last really restored {{when}}; it took {{time}}, and {{count}} check held.',
    proven_other:
      'It was last really restored {{when}}; it took {{time}}, and {{count}} checks held.',
  },
  rule: {
    list: 'The 3-2-1-1-0 rule',
    copies: 'Copies',
    media: 'Media',
    offsite: 'Off site',
    immutable: 'Immutable or offline',
    errors: 'Errors in the newest drill',
    met: 'Proved',
    declared: 'Declared',
    short: 'Missing',
    unknown: 'Not known',
    none: 'None',
    found_one: '{{count}} found',
    found_other: '{{count}} found',
    legend:
      'Solid = proved by a machine, hollow = only declared, dashed = missing.',
    mark: '{{rule}}: {{wanted}} wanted, {{declared}} declared, {{proved}} proved',
  },
  finding: {
    none: 'Nothing is open: every check of the newest drills held and no alarm is raised.',
    from: 'Found by the drill of {{when}}',
    alarmsMissing: 'Alarms are not available here; only drills are shown.',
  },
  agreement: {
    same: 'Same content',
    differs: 'Differs',
    behind: 'Behind',
    unknown: 'Not compared',
    replica: 'replica, not counted as a backup',
    mirror: 'mirror, not counted as a backup',
  },
  times: {
    none: 'The chart appears after the first drill that passed.',
    summary_one:
      '{{count}} drill, the newest took {{newest}}; longest phase: {{phase}}.',
    summary_other:
      '{{count}} drills, the newest took {{newest}}; longest phase: {{phase}}.',
    estimate: 'Recovery estimate {{estimate}}, of {{rto}} allowed',
    estimateOpen: 'Recovery estimate {{estimate}}, no objective set',
    estimateOver:
      'Recovery estimate {{estimate}}, longer than the {{rto}} allowed',
    estimateNone: 'No recovery estimate yet',
    basis: {
      measured:
        'Measured: the newest proof ran on a server at its default settings, as a real recovery would.',
      scaled:
        'Scaled: the loading of the newest proof, scaled by the last drill on a server at its default settings.',
      tuned:
        'Tuned: no drill has run on a server at its default settings yet. A real recovery takes longer than this.',
    },
    basisShort: {
      measured: 'measured',
      scaled: 'scaled',
      tuned: 'tuned server, a real one is slower',
    },
    asTable: 'Show as a table',
    table: 'Drill times in numbers',
    total: 'Total',
    drill: 'Drill',
  },
} as const;
