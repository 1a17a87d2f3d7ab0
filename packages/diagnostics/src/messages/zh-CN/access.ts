import { translationOf } from '@steward/messages'
import type { access as english } from '../en/access.ts'

export const access = translationOf<typeof english>()({
  'reading-account-sees-nothing.title': 'Steward 什么都看不到',
  'reading-account-sees-nothing.says': 'Steward 自己的账户没有权限，因此什么都无法显示和检查。',
  'reading-account-sees-nothing.detail':
    'PVE 列出了 {{nodes}} 个节点，却没有客户机也没有存储。每个节点都会有存储，所以是缺少权限。启用权限分离的令牌需要单独授权。',
  'reading-account-sees-nothing.cost': '所有检查都不会运行，空白页面不能当作集群健康。',
  'reading-account-tasks-blind.title': 'Steward 看不到全部任务',
  'reading-account-tasks-blind.says': 'Steward 看不到别人在做什么，所以有些问题没有答案。',
  'reading-account-tasks-blind.detail':
    '在 {{nodes}}（{{count}} 个）上缺少 Sys.Audit 权限：没有数据，也看不到其他账户的任务。',
  'reading-account-tasks-blind.cost': '无法说明客户机为什么卡住，许多检查也不会运行。',
  'user-enabled-but-expired.title': '已过期的账户仍然启用',
  'user-enabled-but-expired.says': '有一个账户到期了，却没有收走。',
  'user-enabled-but-expired.detail': '{{user}} 已过期 {{days}} 天，仍处于启用状态。PVE 不允许它登录。',
  'user-enabled-but-expired.cost': '影响很小，但改个日期它就会恢复原来的全部权限。',
})
