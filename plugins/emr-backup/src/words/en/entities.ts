/** Words of the pages of jobs, servers and vendors. */
export const entities = {
  job: {
    run: 'Run drill now',
    denied: 'You are not allowed to start drills.',
    active: 'A drill of this job is already under way.',
    startFailed: 'The drill could not be started',
    lead: 'A drill restores the newest off-site copy into a throwaway server, checks what came out and wipes it.',
    server: 'Protects',
    clinic: 'Clinic',
    next: 'Next drill',
    recovery: 'Recovery estimate',
    rto: '{{estimate}} of {{rto}}',
    dataAge: 'Data age',
  },
  server: {
    noClinic:
      'This server belongs to no clinic in the catalog. Check spec.clinic.',
  },
  vendor: {
    type: 'Type',
    signed: 'Signed',
    expires: 'Ends',
    noAgreement:
      'No agreement is on file. Add spec.agreement with type, signed and expires.',
    openEnded: 'no end date',
    role: 'Part it plays',
    operates: 'runs the backup',
    supplies: 'supplies the EMR',
    table: 'Clinics and their standing',
    none: 'No registered clinic depends on this vendor.',
    current: 'In force',
    over: 'Over',
    ending: 'Ends soon',
  },
} as const;
