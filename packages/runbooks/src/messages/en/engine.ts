/** What the engine itself says. */
export const engine = {
  'engine.look-refused': 'Something that this run has to know cannot be read: {{words}}',
  'engine.broken': 'Steward could not go on here, and this is a fault of its own: {{words}}',
  'engine.refused': 'PVE refused it. Nothing was done.',
  'engine.doubt': 'No answer came, and neither a task nor the wanted state shows that it was done.',
  'engine.cancelled-task': 'The task was ended because the run was cancelled.',
  'engine.task-lost': 'The task broke off, and PVE does not know how it ended.',
  'engine.task-failed': 'PVE took it on, and its task failed.',
  'engine.warnings_one': 'It is done, with {{count}} warning in its task log.',
  'engine.warnings_other': 'It is done, with {{count}} warnings in its task log.',
  'engine.overtaken': 'Run R-{{id}} took its place.',
  'engine.too-old':
    'It waited for more than twelve hours before its first step. Ask for it again if it is still wanted.',
  'engine.kept': 'What could be taken back was. The marked steps cannot be.',
  'engine.undo-refused': 'PVE refused to take it back.',
} as const
