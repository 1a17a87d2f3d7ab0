import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'

export const userEnabledButExpired = defineRule({
  id: 'user-enabled-but-expired',
  area: 'access',
  severity: 'notice',
  offIn: ['home'],
  needs: ['users'],
  fix: 'clean-users',
  check: ({ users }, { now }) =>
    users.value.flatMap((user) => {
      const expire = user.expire ?? 0
      // PVE writes 0 for "never".
      if (!user.enable || expire <= 0 || expire > now) return []
      return [
        {
          subject: { kind: 'user' as const, id: user.userid },
          params: { user: user.userid, days: Math.floor((now - expire) / 86_400) },
          evidence: [seen(users, `${user.userid} enable`, user.enable), seen(users, 'expire', expire)],
        },
      ]
    }),
})
