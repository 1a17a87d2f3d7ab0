import { translationOf } from '@steward/messages'
import type { many as english } from '../en/many.ts'

export const many = translationOf<typeof english>()({
  'many.title_other': '{{count}} 项改动',
  'many.title-start_other': '启动 {{count}} 台客户机',
  'many.title-shutdown_other': '关闭 {{count}} 台客户机',
  'many.title-stop_other': '切断 {{count}} 台客户机的电源',
  'many.title-reboot_other': '重启 {{count}} 台客户机',
  'many.can': '{{count}} 项中有 {{can}} 项可以执行；每个节点同时执行 {{perNode}} 项。',
  'many.none-can': '没有一项可以执行。',
  'many.part-blocked': '{{what}}：有一项检查不允许执行，因此略过。',
  'many.some-failed': '{{count}} 项中有 {{failed}} 项没有成功，其余已完成。',
})
