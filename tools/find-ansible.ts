import { spawnSync } from 'node:child_process'
import { aptGet } from './apt-get.ts'

/** Gets Ansible for the check of what plans are exported to, where it can. Without it that one test says so and skips. */
const isThere = () => spawnSync('ansible-playbook', ['--version']).status === 0

if (!isThere()) aptGet('ansible-core')
if (!isThere())
  console.error('\nansible-playbook could not be found or installed. On Debian: sudo apt-get install ansible-core\n')
process.exitCode = isThere() ? 0 : 1
