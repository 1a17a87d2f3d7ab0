import { translationOf } from '@steward/messages'
import type { exported as english } from '../en/export.ts'

export const exported = translationOf<typeof english>()({
  'export.proofs-left-out': '步骤之间的验证没有写出：请自己查看每一步是否生效。',
  'export.person': '需要在客户机内由人操作的步骤以注释形式列出。',
  'export.secrets': '机密内容已遮盖，使用前请填入。',
  'export.no-digest': '命令行不会检查期间是否有人改动过配置。',
  'export.root-ticket': '其中有些调用 PVE 只接受 root@pam 的票据，从不接受令牌。',
  'export.shell-left-out': '命令行的命令以注释形式列出：API 没有对应的调用。',
  'export.ansible-tasks': '由 PVE 以任务执行的调用只会启动，不会等待结束。',
  'export.nothing': '这种形式无法表达这个方案。',
  'export.terraform-cannot': 'Terraform 描述的是应有的状态，而不是要做的事，无法表达这个方案。',
  'export.terraform-part': '只写出了这个方案设置的属性，请把它们放进你已有的资源里。',
})
