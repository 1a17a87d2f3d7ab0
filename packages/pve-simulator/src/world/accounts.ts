import type { AclDescription, UserDescription } from './description.ts'

/** The people of every scenario. Their passwords are public on purpose: nothing here guards anything. */
export const demoPassword = 'steward-demo'
export const ottoSecret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'
export const ottoCodes = ['c0de-0000-1111-2222', 'c0de-3333-4444-5555', 'c0de-6666-7777-8888']
export const readingToken = { id: 'steward@pve!reading', value: '3b6b5cf2-6a3d-4f0e-9d57-2f8a61d0c4be' }

export const accountNotes: Readonly<Record<string, string>> = {
  'root@pam': 'may do everything',
  'lena@pve': 'looks after all guests, reads everything',
  'mia@pve': 'uses two guests and sees nothing else',
  'otto@pve': 'like lena, with a second factor',
  'nobody@pve': 'has no rights at all',
  'auditor@pve': 'reads everything, changes nothing',
}

const user = (userid: string, more: Partial<UserDescription> = {}): UserDescription => ({
  userid,
  password: demoPassword,
  ...more,
})

export const demoUsers = (poorToken: boolean): UserDescription[] => [
  user('root@pam'),
  user('lena@pve', { comment: 'Lena' }),
  user('mia@pve', { comment: 'Mia' }),
  user('otto@pve', { comment: 'Otto', totpSecret: ottoSecret, recoveryCodes: ottoCodes }),
  user('nobody@pve'),
  user('auditor@pve'),
  {
    userid: 'steward@pve',
    comment: 'reads for the dashboard',
    tokens: [{ tokenid: 'reading', value: readingToken.value, privsep: poorToken }],
  },
]

export function demoAcl(mayUse: readonly number[]): AclDescription[] {
  const admin = (ugid: string): AclDescription[] => [
    { path: '/', ugid, roleid: 'PVEAuditor' },
    // An entry nearer to a path replaces the one above, so reading has to be said again.
    { path: '/vms', ugid, roleid: 'PVEVMAdmin' },
    { path: '/vms', ugid, roleid: 'PVEAuditor' },
  ]
  return [
    ...admin('lena@pve'),
    ...admin('otto@pve'),
    ...mayUse.map((vmid) => ({ path: `/vms/${vmid}`, ugid: 'mia@pve', roleid: 'PVEVMUser' })),
    { path: '/', ugid: 'auditor@pve', roleid: 'PVEAuditor' },
    { path: '/', ugid: 'steward@pve', roleid: 'PVEAuditor' },
  ]
}
