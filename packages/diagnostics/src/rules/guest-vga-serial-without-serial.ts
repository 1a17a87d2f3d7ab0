import { defineRule } from '../define-rule.ts'
import { parseProperties } from '../guest-config.ts'
import { foundIn, machinesOf } from '../guest-lint.ts'

/** The console goes to a port that is not there, so it stays empty. */
export const guestVgaSerialWithoutSerial = defineRule({
  id: 'guest-vga-serial-without-serial',
  area: 'guest',
  severity: 'warning',
  needs: ['guests', 'guestConfigs'],
  fix: 'add-serial-console',
  check: (facts) =>
    machinesOf(facts).flatMap((item) => {
      const { first, options } = parseProperties(item.config.values['vga'] ?? '')
      const port = first === '' ? (options['type'] ?? '') : first
      if (!/^serial[0-3]$/.test(port) || item.config.values[port] !== undefined) return []
      return [foundIn(item, ['vga', port], { params: { port } })]
    }),
})
