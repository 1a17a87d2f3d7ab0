import type { en } from '../en/texts.ts'
import { about } from './about.ts'
import { activity } from './activity.ts'
import { cluster } from './cluster.ts'
import { common } from './common.ts'
import { errors } from './errors.ts'
import { facts } from './facts.ts'
import { findings } from './findings.ts'
import { guest } from './guest.ts'
import { guests } from './guests.ts'
import { node } from './node.ts'
import { nodes } from './nodes.ts'
import { overview } from './overview.ts'
import { palette } from './palette.ts'
import { permissions } from './permissions.ts'
import { session } from './session.ts'
import { settings } from './settings.ts'
import { setup } from './setup.ts'
import { shell } from './shell.ts'
import { storage } from './storage.ts'

export const zhCN = {
  common,
  shell,
  facts,
  errors,
  session,
  setup,
  settings,
  permissions,
  palette,
  about,
  overview,
  guests,
  guest,
  nodes,
  node,
  storage,
  cluster,
  activity,
  findings,
} satisfies Record<keyof typeof en, Record<string, string>>
