import { certificatesOf } from '../certificates.ts'
import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'

/** PVE renews its own two weeks before they end, and those by ACME a month before: late ones are graver. */
export const certificateExpiring = defineRule({
  id: 'certificate-expiring',
  area: 'certificate',
  severity: 'notice',
  needs: ['nodes', 'nodeCertificates'],
  settings: {
    ahead: { unit: 'days', home: 30, production: 30, min: 2, max: 365 },
    late: { unit: 'days', home: 7, production: 7, min: 1, max: 90 },
  },
  fix: 'renew-certificate',
  check: ({ nodes, nodeCertificates }, { now, settings }) =>
    certificatesOf(nodeCertificates, nodes).flatMap(({ node, part, certificate, subject }) => {
      const { filename, notafter } = certificate
      if (notafter === undefined || notafter <= now) return []
      const days = (notafter - now) / 86_400
      if (days > settings.ahead) return []
      return [
        {
          subject,
          severity: days <= settings.late ? ('warning' as const) : ('notice' as const),
          params: { node: node.name, file: filename, days: Math.floor(days) },
          evidence: [seen(part, `${filename} notafter`, notafter), seen(part, 'issuer', certificate.issuer)],
        },
      ]
    }),
})
