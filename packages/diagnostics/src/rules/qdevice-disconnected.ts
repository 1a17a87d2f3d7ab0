import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'

/** Nothing else shows it: with all nodes up the cluster stays quorate, and the next failure stops changes. */
export const qdeviceDisconnected = defineRule({
  id: 'qdevice-disconnected',
  area: 'quorum',
  severity: 'warning',
  needs: ['quorum'],
  confirmSec: 60,
  fix: 'repair-qdevice',
  check: ({ quorum }) => {
    const { qdevice } = quorum.value
    if (qdevice === null || qdevice.state === 'Connected') return []
    return [
      {
        subject: { kind: 'cluster', id: 'qdevice' },
        params: { state: qdevice.state, host: qdevice.host ?? '–' },
        evidence: [
          seen({ call: 'GET /cluster/config/qdevice', readAt: quorum.readAt }, 'State', qdevice.state),
          seen({ call: 'GET /cluster/config/qdevice', readAt: quorum.readAt }, 'QNetd host', qdevice.host),
        ],
        explains: [{ kind: 'cluster', id: 'votes' }],
      },
    ]
  },
})
