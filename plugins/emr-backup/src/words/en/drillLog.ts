/** Words of the log of a drill. */
export const drillLog = {
  drillLog: {
    title: 'Log',
    show: 'Show log',
    hide: 'Hide log',
    label: 'What the drill did, line by line',
    waiting: 'Lines appear once a runner has begun the drill.',
    none: 'Nothing was written down: the drill ended before it began, or was run by a version that kept no log.',
    level: { info: 'info', warn: 'warning', error: 'error' },
  },
} as const;
