import { certificatesOf } from '../certificates.ts'
import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'

/** Nodes speak to each other with pve-ssl.pem, also where browsers are shown another one. */
export const certificateExpired = defineRule({
  id: 'certificate-expired',
  area: 'certificate',
  severity: 'critical',
  needs: ['nodes', 'nodeCertificates'],
  fix: 'renew-certificate',
  learnMore: 'https://pve.proxmox.com/wiki/Certificate_Management',
  check: ({ nodes, nodeCertificates }, { now }) =>
    certificatesOf(nodeCertificates, nodes).flatMap(({ node, part, certificate, subject }) => {
      const { filename, notafter } = certificate
      if (notafter === undefined || notafter > now) return []
      return [
        {
          subject,
          severity: filename === 'pveproxy-ssl.pem' ? ('warning' as const) : ('critical' as const),
          params: { node: node.name, file: filename, days: Math.floor((now - notafter) / 86_400) },
          evidence: [seen(part, `${filename} notafter`, notafter), seen(part, 'issuer', certificate.issuer)],
        },
      ]
    }),
})
