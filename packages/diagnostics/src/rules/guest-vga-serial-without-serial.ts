import { defineRule } from '../define-rule.ts'
import { parseProperties } from '../guest-config.ts'
import { foundIn } from '../guest-lint.ts'
import { siftMachines } from '../sift.ts'

const portMissing = siftMachines(({ values }) => {
  const { first, options } = parseProperties(values['vga'] ?? '')
  const port = first === '' ? (options['type'] ?? '') : first
  return /^serial[0-3]$/.test(port) && values[port] === undefined ? port : null
})

/** The console goes to a port that is not there, so it stays empty. */
export const guestVgaSerialWithoutSerial = defineRule({
  id: 'guest-vga-serial-without-serial',
  area: 'guest',
  severity: 'warning',
  needs: ['guests', 'guestConfigs'],
  fix: 'add-serial-console',
  check: (facts) =>
    portMissing(facts).map(({ item, held: port }) => foundIn(item, ['vga', port], { params: { port } })),
})
