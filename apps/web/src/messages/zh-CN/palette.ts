import { translationOf } from '@steward/messages'
import type { palette as english } from '../en/palette.ts'

export const palette = translationOf<typeof english>()({
  title: '搜索',
  placeholder: '客户机、节点、存储、页面……',
  nothing: '没有匹配的名称。可以搜索名称、编号、标签和页面。',
  page: '页面',
  guest: '{{kind}}，位于 {{node}}',
  node: '节点',
  storage: '存储，位于 {{node}}',
  start: '启动 {{name}}……',
  shutdown: '关闭 {{name}}……',
  reboot: '重启 {{name}}……',
  action: '改动，先显示方案',
  hint: '方向键选择，回车打开',
  results_other: '{{count}} 个结果',
})
